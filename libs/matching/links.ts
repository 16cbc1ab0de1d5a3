import type { Relation } from './model/relations.js';

/** A proposed link. */
export interface Link {
  a: string;
  b: string;
  probability: number;
  relation: Relation;
}

export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
