import { Link } from 'react-router';
import type { ClueRow } from '../../api/clue-types';
import type { SteadyRow } from '../../parts/steady-list';
import { useDates, useWords } from '../../words/words';
import { ClueStateMark } from './clue-state-mark';

/** One clue in two lines. */
export function ClueLine({ steady: { row, changes, gone } }: { steady: SteadyRow<ClueRow> }) {
  const words = useWords();
  const dates = useDates();
  return (
    <li className={`row ${gone ? 'gone' : ''}`}>
      {changes > 0 && <span key={changes} className="glow" aria-hidden />}
      <Link to={`/clues/${row.id}`}>
        <span className="row-first">
          <span className="row-name">{row.title}</span>
        </span>
        <span className="row-second">
          <span className="number">{row.number}</span>
          <span className="row-unit">{row.unit.name}</span>
          {row.subjects && row.subjects.length > 0 && <span className="row-state">{row.subjects.join(words.common.and)}</span>}
        </span>
        <span className="row-due">
          <ClueStateMark state={row.state} />
        </span>
        <span className="row-when number">{words.clues.registeredOn(dates.day(row.registeredAt))}</span>
      </Link>
    </li>
  );
}
