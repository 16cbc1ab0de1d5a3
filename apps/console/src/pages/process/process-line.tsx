import { ExclamationCircleOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { ProcessRow } from '../../api/process-types';
import type { SteadyRow } from '../../parts/steady-list';
import { UrgencyMark } from '../../parts/urgency-mark';
import { useDates, useWords } from '../../words/words';

/** One process in two lines; the second says why it is where it is. */
export function ProcessLine({ steady: { row, changes, gone } }: { steady: SteadyRow<ProcessRow> }) {
  const words = useWords();
  const dates = useDates();
  return (
    <li className={`row ${gone ? 'gone' : ''} ${row.overdue ? 'overdue' : ''}`}>
      {changes > 0 && <span key={changes} className="glow" aria-hidden />}
      <Link to={`/processes/${row.id}`}>
        <span className="row-first">
          <span className="row-name number">{row.number}</span>
          {row.unit && <span className="row-unit">{row.unit.name}</span>}
          <UrgencyMark urgency={row.urgency} />
        </span>
        <span className="row-second">
          <span className="row-state">{row.sentence}</span>
        </span>
        <span className="row-due">
          {row.overdue ? (
            <span className="chip overdue">
              <ExclamationCircleOutlined aria-hidden />
              {words.board.overdue}
            </span>
          ) : (
            <span className="chip plain">{row.stateName ?? row.state}</span>
          )}
        </span>
        <span className="row-when number">
          {row.closedAt ? dates.day(row.closedAt) : row.dueAt ? words.process.dueOn(dates.dueDay(row.dueAt)) : dates.day(row.openedAt)}
        </span>
      </Link>
    </li>
  );
}
