import { Link } from 'react-router';
import { isOutOfSight } from '../api/problem';
import { useWords } from '../words/words';
import { EmptyState } from './empty-state';
import { Page } from './page';
import { ProblemNote } from './problem-note';

/** Stands in for a page whose matter does not exist, or is not its reader's to see, or could not be read. */
export function MissingPage({ error, onRetry }: { error?: unknown; onRetry?: () => Promise<unknown> }) {
  const words = useWords();
  const missing = !error || isOutOfSight(error);
  return (
    <Page heading={missing ? words.errors.notFound : words.errors.pageTitle} tab={words.errors.pageTitle}>
      {missing ? (
        <EmptyState title={words.errors.notFoundHint}>
          <Link to="/">{words.common.back}</Link>
        </EmptyState>
      ) : (
        <ProblemNote error={error} onRetry={onRetry} />
      )}
    </Page>
  );
}
