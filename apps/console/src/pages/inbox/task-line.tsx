import { Link } from 'react-router';
import type { TaskRow } from '../../api/task-types';
import { RemainingChip } from '../../parts/deadline-chip';
import { UrgencyMark } from '../../parts/urgency-mark';
import type { SteadyRow } from '../../parts/steady-list';
import { useDates, useWords } from '../../words/words';

interface TaskLineProps {
  steady: SteadyRow<TaskRow>;
  chosen: boolean;
  /** The reader holds it in view beside the list; otherwise the link opens it. */
  onChoose?: (key: string) => void;
}

export const addressOf = (row: TaskRow): string => (row.id ? `/tasks/${row.id}` : `/processes/${row.process.id}`);

/** One task in two lines: what and whose; number, who has it, and by when. */
export function TaskLine({ steady: { key, row, changes, gone }, chosen, onChoose }: TaskLineProps) {
  const words = useWords();
  const dates = useDates();
  const state = !row.id
    ? row.sentence
    : gone
      ? words.inbox.gone
      : row.state === 'open'
        ? holderText(row, words, dates)
        : row.outcomeName && words.inbox.decided(row.outcomeName);
  const when = row.decidedAt ? dates.day(row.decidedAt) : row.dueAt && dates.dueDay(row.dueAt);
  return (
    <li className={`row ${chosen ? 'chosen' : ''} ${gone ? 'gone' : ''} ${row.remaining?.state ?? ''}`}>
      {changes > 0 && <span key={changes} className="glow" aria-hidden />}
      <Link
        to={addressOf(row)}
        id={`row-${key}`}
        aria-current={chosen ? 'true' : undefined}
        onFocus={() => onChoose?.(key)}
        onClick={(event) => {
          if (!onChoose || event.ctrlKey || event.metaKey || event.detail === 0) return;
          event.preventDefault();
          onChoose(key);
        }}
      >
        <span className="row-first">
          <span className="row-name">{row.name}</span>
          {row.unit && <span className="row-unit">{row.unit.name}</span>}
        </span>
        <span className="row-second">
          <span className="number">{row.process.number}</span>
          <UrgencyMark urgency={row.urgency} />
          {state && <span className="row-state">{state}</span>}
        </span>
        <span className="row-due">
          <RemainingChip remaining={row.remaining} provisional={row.provisional} />
        </span>
        <span className="row-when number">{when}</span>
      </Link>
    </li>
  );
}

function holderText(row: TaskRow, words: ReturnType<typeof useWords>, dates: ReturnType<typeof useDates>) {
  if (row.mine) return row.leaseUntil ? words.inbox.heldUntil(dates.dueDay(row.leaseUntil)) : words.inbox.mine;
  if (row.holder) return words.inbox.heldBy(row.holder.name);
  return row.pool?.name;
}
