import { readFile } from 'node:fs/promises';
import type { Schema } from '#matching/schema';
import type { Table } from '#matching/tables';
import { parseCsv } from './csv.js';
import { decode } from './decode.js';
import { WrongFile } from './wrong-file.js';

/** The rows of a CSV file by their cells, and the numbers that a spreadsheet gives them. */
interface Csv {
  header: string[];
  rows: string[][];
  numbers: number[];
}

/** Reads the rows of a CSV file with their header. @throws WrongFile */
export async function readCsv(file: string): Promise<Csv> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new WrongFile(file, error.code === 'ENOENT' ? 'there is no such file.' : `it cannot be read (${error.code}).`);
  });
  const [first, ...rest] = parseCsv(decode(bytes, file), file);
  if (!first) throw new WrongFile(file, 'it is empty; a header row is wanted.');
  const header = first.cells;
  const twice = header.find((name, place) => header.indexOf(name) < place);
  if (twice !== undefined) throw new WrongFile(file, 'the header names this column twice.', { row: first.number, column: twice });
  for (const { number, cells } of rest) {
    if (cells.length === header.length) continue;
    const column = header[Math.min(cells.length, header.length - 1)]!;
    throw new WrongFile(file, `it has ${cells.length} cells, and the header has ${header.length}.`, { row: number, column });
  }
  return { header, rows: rest.map(({ cells }) => cells), numbers: rest.map(({ number }) => number) };
}

/** Reads a table and checks that it has what the schema reads: the column of ids, each id once, and each field's column. @throws WrongFile */
export async function readTable(file: string, schema: Schema): Promise<Table> {
  const { header, rows, numbers } = await readCsv(file);
  const idColumn = schema.id.find((name) => header.includes(name));
  if (idColumn === undefined)
    throw new WrongFile(file, 'the header lacks this column, which tells the records apart.', { row: 1, column: schema.id.join('" or "') });
  for (const { columns } of schema.fields)
    for (const names of Object.values(columns))
      if (!names.some((name) => header.includes(name)))
        throw new WrongFile(file, `the header lacks this column, which the schema "${schema.name}" reads.`, { row: 1, column: names.join('" or "') });

  const place = header.indexOf(idColumn);
  const seen = new Map<string, number>();
  const ids = rows.map((cells, row) => {
    const id = cells[place]!;
    if (id === '') throw new WrongFile(file, 'the id is missing.', { row: numbers[row]!, column: idColumn });
    const before = seen.get(id);
    if (before !== undefined) throw new WrongFile(file, `the id ${id} was given to row ${before} already.`, { row: numbers[row]!, column: idColumn });
    seen.set(id, numbers[row]!);
    return id;
  });
  return { ids, columns: Object.fromEntries(header.map((name, column) => [name, rows.map((cells) => cells[column]!)])) };
}

/** A link that is known to be true. */
export interface TrueLink {
  a: string;
  b: string;
  relation?: string;
}

/** Reads known links between two tables: a_id,b_id[,relation]. @throws WrongFile */
export async function readLinks(file: string, tableA: Table, tableB: Table): Promise<TrueLink[]> {
  const { header, rows, numbers } = await readCsv(file);
  const [a, b, relation] = ['a_id', 'b_id', 'relation'].map((name) => header.indexOf(name)) as [number, number, number];
  if (a < 0 || b < 0) throw new WrongFile(file, 'the header lacks this column.', { row: 1, column: a < 0 ? 'a_id' : 'b_id' });
  for (const [column, { ids }, side] of [
    [a, tableA, 'a'],
    [b, tableB, 'b'],
  ] as const) {
    const known = new Set(ids);
    const row = rows.findIndex((cells) => !known.has(cells[column]!));
    if (row < 0) continue;
    const id = rows[row]![column]!;
    throw new WrongFile(file, id === '' ? 'the id is missing.' : `there is no record ${id} in table ${side}.`, { row: numbers[row]!, column: header[column]! });
  }
  return rows.map((cells) => ({ a: cells[a]!, b: cells[b]!, ...(relation >= 0 && { relation: cells[relation]! }) }));
}
