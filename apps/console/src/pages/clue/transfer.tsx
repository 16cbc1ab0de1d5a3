import { Link } from 'react-router';
import { useProcess } from '../../api/processes';
import { DonePath } from '../../parts/done-path';
import { Facts } from '../../parts/facts';
import { ProblemNote } from '../../parts/problem-note';
import { Skeleton } from '../../parts/skeleton';
import { WaitingSentence } from '../../parts/waiting-sentence';
import { useWords } from '../../words/words';

/** State and receipts of the hand-over: all that its sender sees of it. */
export function Transfer({ processId }: { processId: string }) {
  const words = useWords();
  const { data: process, error, refetch } = useProcess(processId);
  if (!process) return error ? <ProblemNote error={error} onRetry={refetch} /> : <Skeleton rows={2} />;
  return (
    <section className="transfer" aria-label={words.clues.transfer}>
      <WaitingSentence sentence={process.waiting.sentence} trouble={process.waiting.trouble} headline />
      <DonePath path={process.path} />
      <Facts facts={[{ key: 'receiver', name: words.process.receiver, value: process.receiver?.name }, ...process.facts]} />
      <p className="preview-facts">
        <span className={`state-dot ${process.closedAt ? 'closed' : ''}`}>{process.stateName ?? process.state}</span>
        <Link to={`/processes/${process.id}`}>{words.clues.toProcess}</Link>
        <span className="faint number">{process.number}</span>
      </p>
    </section>
  );
}
