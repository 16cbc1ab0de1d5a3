import { useDates, useWords } from '../../words/words';
import type { useDraft } from './use-draft';

/** Whether what has been typed is safe. */
export function DraftState({ draft: { state, savedAt } }: { draft: Pick<ReturnType<typeof useDraft>, 'state' | 'savedAt'> }) {
  const words = useWords();
  const dates = useDates();
  const text =
    state === 'saving' ? words.task.draftSaving : state === 'waiting' ? words.task.draftWaiting : savedAt && words.task.draftSaved(dates.time(savedAt));
  return (
    <span role="status" className="draft-state">
      {text}
    </span>
  );
}
