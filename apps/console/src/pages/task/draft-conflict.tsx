import { Button } from 'antd';
import type { Draft, DraftBody, Outcome } from '../../api/task-types';
import { useDates, useWords } from '../../words/words';

interface DraftConflictProps {
  mine: DraftBody;
  theirs: Draft;
  outcomes: Outcome[];
  onMine: () => void;
  onTheirs: () => void;
}

/** Two versions of a draft side by side; the person chooses. */
export function DraftConflict({ mine, theirs, outcomes, onMine, onTheirs }: DraftConflictProps) {
  const words = useWords();
  const dates = useDates();
  const version = (title: string, body: DraftBody, act: string, choose: () => void) => (
    <section aria-label={title}>
      <h3>{title}</h3>
      <p>{outcomes.find(({ outcome }) => outcome === body.outcome)?.name ?? words.task.empty}</p>
      {Object.entries(body)
        .filter(([key, text]) => key !== 'outcome' && text)
        .map(([key, text]) => (
          <p key={key} className="prose">
            {text}
          </p>
        ))}
      <Button size="small" onClick={choose}>
        {act}
      </Button>
    </section>
  );
  return (
    <div className="conflict" role="alertdialog" aria-label={words.task.conflictTitle}>
      <p>{words.task.conflictTitle}</p>
      <p className="soft">{words.task.conflictHint}</p>
      <div className="versions">
        {version(words.task.conflictMine, mine, words.task.useMine, onMine)}
        {version(words.task.conflictTheirs(dates.moment(theirs.savedAt)), theirs.body, words.task.useTheirs, onTheirs)}
      </div>
    </div>
  );
}
