import { Problem } from './problem.js';

/** A place in an ordered list: the values by which it is ordered, of the last row seen. */
export const cursorOf = (...values: (string | Date | number)[]): string =>
  Buffer.from(JSON.stringify(values.map((value) => (value instanceof Date ? value.toISOString() : value)))).toString('base64url');

// Just what PostgreSQL takes: a cursor may be forged.
const isoMoment = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const kinds = {
  moment: (value: unknown) => value === 'infinity' || (typeof value === 'string' && isoMoment.test(value) && new Date(value).toISOString() === value),
  id: (value: unknown) => typeof value === 'string' && id.test(value),
  number: (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
};

/** The place that a cursor names. @throws Problem `bad-request` where it is none of this list */
export function placeOf(cursor: string | undefined, ...expected: (keyof typeof kinds)[]): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const values = Array.isArray(read) ? (read as (string | number)[]) : [];
    if (values.length > 0 && values.length === expected.length && expected.every((kind, i) => kinds[kind](values[i]))) return values;
  } catch {
    // not a cursor at all: refused below like one of another list
  }
  throw new Problem('bad-request', { detail: { zh: '翻页位置无效，请从第一页开始。', en: 'This page position is not valid. Start from the first page.' } });
}

/** A page of `limit` rows out of up to one more, with where the next one starts. */
export function pageOf<Row, Item>(rows: Row[], limit: number, item: (row: Row) => Item, place: (row: Row) => string): { items: Item[]; nextCursor?: string } {
  const shown = rows.slice(0, limit);
  return { items: shown.map(item), nextCursor: rows.length > limit ? place(shown.at(-1)!) : undefined };
}
