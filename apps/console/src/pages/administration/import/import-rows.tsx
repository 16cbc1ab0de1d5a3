import { Button } from 'antd';
import { useState } from 'react';
import type { ImportEffect, ImportRow } from '../../../api/administration-types';
import { Choices } from '../../../parts/choices';
import { useWords } from '../../../words/words';

const atOnce = 100;
const effects: ImportEffect[] = ['refused', 'add', 'change', 'same'];

/** What comes of each row; those that are wrong first, with cell and reason. */
export function ImportRows({ rows }: { rows: ImportRow[] }) {
  const { imports: words } = useWords().administration;
  const there = effects.filter((effect) => rows.some((row) => row.effect === effect));
  const [shown, setShown] = useState<ImportEffect | 'all'>(there[0] === 'refused' ? 'refused' : 'all');
  const [most, setMost] = useState(atOnce);
  const chosen = shown === 'all' ? rows : rows.filter(({ effect }) => effect === shown);
  const left = chosen.length - most;
  const choices = [{ value: 'all' as const, name: words.all }, ...there.map((effect) => ({ value: effect, name: words.effects[effect] }))];
  return (
    <>
      {there.length > 1 && (
        <Choices
          legend={words.shown}
          hideLegend
          inline
          choices={choices}
          value={shown}
          onChoose={(effect) => {
            setShown(effect);
            setMost(atOnce);
          }}
        />
      )}
      <ul className="import-rows">
        {chosen.slice(0, most).map((row) => (
          <Line key={`${row.sheet} ${row.row}`} row={row} />
        ))}
      </ul>
      {left > 0 && <Button onClick={() => setMost(most + atOnce)}>{words.more(Math.min(left, atOnce))}</Button>}
    </>
  );
}

const chips: Record<ImportEffect, string> = { add: 'done', change: 'soon', same: 'plain', refused: 'overdue' };

function Line({ row: { sheet, row, label, place, effect, changes, errors } }: { row: ImportRow }) {
  const { imports: words } = useWords().administration;
  return (
    <li>
      <span className="soft number">{words.row(words.sheets[sheet], row)}</span>
      <span>
        {label} <span className="soft">{place}</span>
        {changes.map(({ column, name, from, to }) => (
          <span key={`${column} ${to}`} className="side-note">
            {words.change(name, from, to)}
          </span>
        ))}
        {errors.map(({ cell, name, message }) => (
          <span key={`${cell} ${message}`} className="side-note import-wrong">
            {words.cell(cell, name)} {message}
          </span>
        ))}
      </span>
      <span className={`chip ${chips[effect]}`}>{words.effects[effect]}</span>
    </li>
  );
}
