import { Draw } from './draw.js';
import { harbour } from './harbour.js';
import { lakeside } from './lakeside.js';
import { counterparts, lookAlike, type Made, matterOf } from './matters.js';
import type { Style } from './style.js';
import { columns, type Row, writeRow } from './rows.js';

/** Two tables of findings with the truth about them. */
export interface Set {
  name: string;
  columns: readonly string[];
  a: Row[];
  b: Row[];
  links: { a: string; b: string; relation: string }[];
  /** Pairs that look like links and are none, with the trap's name. */
  lookAlikes: { a: string; b: string; trap: string }[];
}

export const styles: readonly Style[] = [lakeside, harbour];

/** Makes a set of so many matters by a seed. */
export function generateFindings(style: Style, seed: number, matters = 900): Set {
  const draw = new Draw(seed);
  const a: Row[] = [];
  const b: Row[] = [];
  const links: Set['links'] = [];
  const alikes: Set['lookAlikes'] = [];
  const put = (side: 0 | 1, made: Made): string => {
    const row = writeRow(style, side, made, draw);
    const rows = side === 0 ? a : b;
    rows.push(row);
    row['id'] = `${side === 0 ? 'A' : 'B'}${draw.integer(10_000_000, 99_999_999)}${rows.length}`;
    return row['id'];
  };
  for (let n = 0; n < matters; n++) {
    const matter = matterOf(style, draw);
    const fate = draw.number();
    const { left, right, relation } =
      fate < 0.22
        ? { left: [{ matter }], right: [], relation: '' }
        : fate < 0.38
          ? { left: [], right: [{ matter }], relation: '' }
          : counterparts(style, matter, draw);
    const ids = [left.map((made) => put(0, made)), right.map((made) => put(1, made))] as const;
    for (const one of ids[0]) for (const other of ids[1]) links.push({ a: one, b: other, relation });
    if (!draw.chance(0.3)) continue;
    const { trap, other } = lookAlike(style, matter, draw);
    if (ids[0].length > 0 && (ids[1].length === 0 || draw.chance(0.5))) {
      const shown = put(1, { matter: other });
      for (const own of ids[0]) alikes.push({ a: own, b: shown, trap });
    } else {
      const shown = put(0, { matter: other });
      for (const own of ids[1]) alikes.push({ a: shown, b: own, trap });
    }
  }
  return { name: style.name, columns, a: draw.shuffled(a), b: draw.shuffled(b), links, lookAlikes: alikes };
}

/** Rows as a table for the library. */
export const asTable = (rows: readonly Row[]): { ids: string[]; columns: Record<string, string[]> } => ({
  ids: rows.map((row) => row['id']!),
  columns: Object.fromEntries(columns.map((name) => [name, rows.map((row) => row[name]!)])),
});
