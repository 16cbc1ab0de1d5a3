import type { Relation } from './model/relations.js';

/** A proposed link. */
export interface Link {
  a: string;
  b: string;
  probability: number;
  relation: Relation;
}

export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The order of links: by a's ids, then b's. */
export const byIds = (one: Link, other: Link): number => compareText(one.a, other.a) || compareText(one.b, other.b);
