import type { Knowledge } from '../model/knowledge.js';

/** One outcome of a comparison. The first level of every kind is `missing`: a side says nothing, which is not the same as different. */
export interface Level {
  name: string;
  /** Whether it speaks for one matter (true), against it (false), or is in between. */
  agrees?: boolean;
  /** Its weight depends on how rare the value is. */
  byFrequency?: boolean;
}

export const missing: Level = { name: 'missing' };

/** What stands beside the other and is not it: the next lot of a project, the next part of a contract, the neighbour of a person. In all else they may agree. */
export const sibling: Level = { name: 'sibling', agrees: false };

/** How one kind of field is read and compared. A value is immutable; two with the same writing are one. */
export interface Kind<Value> {
  levels: readonly Level[];
  /** Reads the cells of a field's columns; `text` is what its texts say, folded and joined as sentences. undefined: the record says nothing. */
  read(cells: readonly string[], text: string): Value | undefined;
  /** What tells values apart. */
  write(value: Value): string;
  /** What people read of it where its own column says nothing. */
  show?(value: Value): string;
  /** What the texts say beside the column. */
  beside?(value: Value): string;
  /** The level of a value of table a against one of table b; at least 1. */
  compare(a: Value, b: Value): number;
  /** The level of a value against itself, where it needs no comparison. */
  identical?: number;
  /** Ways to block by this field: a record's candidates share one of the keys. */
  keys: Readonly<Record<string, (value: Value) => readonly string[]>>;
  /** The term whose frequency weighs an agreement; left out, agreements of this kind weigh the same. */
  term?(value: Value): string;
  /** How likely a value agrees by chance with a random one, where counting terms does not say it. */
  chance?(a: Value, b: Value): number;
}

/** What a kind is made with: the field's own options, and what was learned from tables. */
export interface Making {
  knowledge: Knowledge;
  /** Which cell of `read` holds which of the field's columns. */
  cells: Readonly<Record<string, readonly number[]>>;
}

/** The first cell of a role that is not empty. */
export function cellOf({ cells }: Making, role: string, row: readonly string[]): string {
  for (const place of cells[role] ?? []) if (row[place]) return row[place];
  return '';
}

/** Lists of texts as one text that tells them apart. */
export const written = (...lists: readonly (readonly (string | number)[])[]): string => lists.map((list) => list.join('\u0001')).join('\u0002');

/** What kinds share whose values are strings. */
export const asItself = { identical: 1, write: (value: string) => value, term: (value: string) => value };

/** The key of what is blocked by the value itself: the place of a value serves as one, and no text has to be made. */
export const itself = (): readonly string[] => {
  throw new Error('A value that is its own key is known by its place.');
};
