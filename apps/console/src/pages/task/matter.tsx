import { LockOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { Clue } from '../../api/clue-types';
import { get, queryOf } from '../../api/client';
import { keys } from '../../api/keys';
import type { Task } from '../../api/task-types';
import { ClueContent } from '../../parts/clue-content';
import { ProblemNote } from '../../parts/problem-note';
import { Skeleton } from '../../parts/skeleton';
import { useWords } from '../../words/words';

/** What the decision is about, for who handles it. */
export function Matter({ task }: { task: Task }) {
  const words = useWords();
  const { clueId, process } = task;
  if (process.type !== 'clue-transfer') return null; // only a transfer is about a clue
  return (
    <section aria-labelledby="matter">
      <h2 id="matter">{words.task.matter}</h2>
      {clueId ? (
        <Content clueId={clueId} processId={process.id} />
      ) : (
        <p className="locked soft">
          <LockOutlined aria-hidden />
          {words.task[whyHidden(task)]}
        </p>
      )}
    </section>
  );
}

function whyHidden({ process: { outcome }, state, claim }: Task) {
  if (outcome === 'returned' || outcome === 'recalled') return 'givenBack';
  return state === 'open' && claim.allowed ? 'hidden' : 'hiddenForYou';
}

function Content({ clueId, processId }: { clueId: string; processId: string }) {
  const {
    data: clue,
    error,
    refetch,
  } = useQuery({
    queryKey: keys.handledClue(clueId, processId),
    queryFn: () => get<Clue>(`/clues/${clueId}${queryOf({ processId })}`),
    staleTime: Infinity,
  });
  if (clue) return <ClueContent clue={clue} processId={processId} />;
  return error ? <ProblemNote error={error} onRetry={refetch} /> : <Skeleton rows={4} />;
}
