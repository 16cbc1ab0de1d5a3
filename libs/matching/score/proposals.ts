import type { Relation } from '../model/relations.js';

/** What the machine proposes about a pair of records. */
export interface Proposal {
  /** Rows in canonical order. */
  a: number;
  b: number;
  /** The odds of a link in bits before the other pairs were looked at, and after. */
  before: number;
  score: number;
  relation: Relation;
  /** Why the score changed. */
  assignment: 'sum' | 'rival' | 'taken' | undefined;
}
