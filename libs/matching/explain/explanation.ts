import type { Relation } from '../model/relations.js';
import type { KindName } from '../schema.js';
import type { Proposal } from '../score/proposals.js';

/** One sentence in each language. */
export interface Sentence {
  zh: string;
  en: string;
}

/** One reason for or against a pair. */
export interface Reason {
  field: string;
  label: { zh: string; en: string };
  kind: KindName;
  level: string;
  agrees: boolean | undefined;
  /** What it adds to the score: positive speaks for one matter. */
  bits: number;
  /** The cells that were compared. */
  a: string;
  b: string;
}

/** Why a pair got its score. `prior`, the reasons' bits, `otherReadings`, `lookAlike` and `assignment` add up to `score`. */
export interface Explanation {
  relation: Relation;
  probability: number;
  /** The odds in bits: 0 is even, 1 two to one. */
  score: number;
  /** What is known before the records are looked at. */
  prior: number;
  reasons: Reason[];
  /** What readings other than the named relation add (a link that contradicts itself, a part…). */
  otherReadings: number;
  /** What is taken away because it may only look like a link. */
  lookAlike: number;
  /** What other pairs of the two records changed, and why. */
  assignment: number;
  because: Proposal['assignment'];
  /** What would carry it over or below even odds. */
  changes: Change[];
  sentence: Sentence;
}

/** What the probability would be if a field were otherwise. */
export interface Change {
  field: string;
  /** The level it would have; `missing` where it were left out. */
  level: string;
  probability: number;
}
