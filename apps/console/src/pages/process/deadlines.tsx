import type { Deadline } from '../../api/types';
import { DeadlineChip } from '../../parts/deadline-chip';
import { useDates, useWords } from '../../words/words';

/** Each deadline with its day, and why it is that day. */
export function Deadlines({ deadlines }: { deadlines: Deadline[] }) {
  const words = useWords();
  const dates = useDates();
  return (
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">{words.process.deadlines}</h2>
      {deadlines.length === 0 && <p className="soft">{words.process.noDeadlines}</p>}
      <ul className="side-list">
        {deadlines.map((deadline) => (
          <li key={deadline.id}>
            <span>
              {deadline.name}
              <span className="faint number side-note">{words.process.dueOn(dates.dueDay(deadline.dueAt))}</span>
            </span>
            <DeadlineChip deadline={deadline} />
          </li>
        ))}
      </ul>
    </section>
  );
}
