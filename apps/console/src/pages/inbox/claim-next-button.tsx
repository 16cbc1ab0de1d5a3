import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { isProblem } from '../../api/problem';
import { useTaskAct } from '../../api/tasks';
import { ProblemNote } from '../../parts/problem-note';
import { useShortcuts } from '../../parts/shortcuts';
import { useWords } from '../../words/words';

/** Takes the task that is due first, and opens it. */
export function ClaimNextButton({ kind, pool, primary }: { kind?: string; pool?: string; primary?: boolean }) {
  const words = useWords();
  const navigate = useNavigate();
  const act = useTaskAct();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const task = await act('claim-next', { kind, pool });
      void navigate(`/tasks/${task.id}`);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  useShortcuts({ n: () => void take() });
  return (
    <span className="claim-next">
      {isProblem(error, 'nothing-claimable') ? (
        <span className="soft" role="status">
          {words.inbox.nothing}
        </span>
      ) : (
        <ProblemNote error={error} />
      )}
      <Button type={primary ? 'primary' : 'default'} loading={busy} aria-keyshortcuts="n" onClick={() => void take()}>
        {words.inbox.claimNext} <kbd aria-hidden>N</kbd>
      </Button>
    </span>
  );
}
