import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Set } from './findings/generate.js';
import type { Persons } from './persons.js';

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csv = (columns: readonly string[], rows: readonly Record<string, string>[]): string =>
  [columns.join(','), ...rows.map((row) => columns.map((name) => cell(row[name] ?? '')).join(','))].join('\n').concat('\n');

/** Writes a made set as files: a.csv, b.csv, links.csv and look-alikes.csv. */
export function writeSet(folder: string, { columns, a, b, links, lookAlikes }: Set): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a.csv'), csv(columns, a));
  writeFileSync(join(folder, 'b.csv'), csv(columns, b));
  writeFileSync(
    join(folder, 'links.csv'),
    csv(
      ['a_id', 'b_id', 'relation'],
      links.map(({ a: one, b: other, relation }) => ({ a_id: one, b_id: other, relation })),
    ),
  );
  writeFileSync(
    join(folder, 'look-alikes.csv'),
    csv(
      ['a_id', 'b_id', 'trap'],
      lookAlikes.map(({ a: one, b: other, trap }) => ({ a_id: one, b_id: other, trap })),
    ),
  );
}

/** A table of columns as CSV. */
export function columnCsv({ ids, columns }: Persons): string {
  const names = Object.keys(columns);
  return `${[names.join(','), ...ids.map((_, row) => names.map((name) => columns[name]![row]!).join(','))].join('\n')}\n`;
}
