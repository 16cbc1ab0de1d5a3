import { PauseCircleOutlined } from '@ant-design/icons';
import type { Deadline } from '../../api/types';
import { DeadlineChip } from '../../parts/deadline-chip';
import { useDates, useWords } from '../../words/words';

/** Each deadline with its day, and why it is that day; nothing where none is its reader's to know. */
export function Deadlines({ deadlines, paused }: { deadlines: Deadline[]; paused: boolean }) {
  const words = useWords();
  const dates = useDates();
  if (deadlines.length === 0) return null;
  return (
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">{words.process.deadlines}</h2>
      <ul className="side-list">
        {deadlines.map((deadline) => (
          <li key={deadline.id}>
            <span>
              {deadline.name}
              <span className="faint number side-note">{words.process.dueOn(dates.dueDay(deadline.dueAt))}</span>
              {deadline.extendedBy && <span className="faint side-note">{words.process.extendedBy(deadline.extendedBy)}</span>}
            </span>
            <DeadlineChip deadline={deadline}>
              {paused && !deadline.metAt && (
                <span className="chip plain">
                  <PauseCircleOutlined aria-hidden />
                  {words.process.paused}
                </span>
              )}
            </DeadlineChip>
          </li>
        ))}
      </ul>
    </section>
  );
}
