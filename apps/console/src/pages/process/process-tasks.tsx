import { Link } from 'react-router';
import type { ProcessTask } from '../../api/process-types';
import { useDates, useWords } from '../../words/words';

/** Who did, or has to do, what. */
export function ProcessTasks({ tasks }: { tasks: ProcessTask[] }) {
  const words = useWords();
  const dates = useDates();
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby="people">
      <h2 id="people">{words.process.people}</h2>
      <ul className="side-list">
        {tasks.map((task) => (
          <li key={`${task.kind} ${task.openedAt}`}>
            <span>
              {task.id ? <Link to={`/tasks/${task.id}`}>{task.name}</Link> : task.name}
              <span className="faint side-note">{(task.decidedBy ?? task.holder)?.name ?? task.pool?.name}</span>
            </span>
            {task.decidedAt ? (
              <span className="side-end">
                {task.outcomeName}
                <span className="faint number side-note">{dates.day(task.decidedAt)}</span>
              </span>
            ) : task.state === 'withdrawn' ? (
              <span className="soft">{words.process.withdrawn}</span>
            ) : (
              task.dueAt && <span className="soft number">{words.process.dueOn(dates.dueDay(task.dueAt))}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
