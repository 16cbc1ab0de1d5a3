import type { FieldValues } from '../records.js';
import { isLink, type Reading, type Relation } from './relations.js';

/** What is known of how levels fall. Place 0, missing, bears no weight, save where a reading hangs on the field. */
export interface Weights {
  /** By field and level: how often between strangers. */
  unrelated: number[][];
  readings: {
    relation: Relation;
    /** How often a pair out of all pairs of the two tables is of this kind. */
    prior: number;
    /** By field and level; null where the field falls as between strangers. A share of 0 for missing: the reading needs to know the field. */
    given: (number[] | null)[];
  }[];
}

/** The evidence of levels in bits: for each reading against strangers. */
export interface Bits {
  relation: Relation;
  link: boolean;
  prior: number;
  /** By field and level. */
  of: Float64Array[];
  /** Whether the rarity of an agreeing value bears on it, by field. */
  byFrequency: boolean[];
}

/** The least bits that a level can take away: nothing is impossible. */
const least = -14;

export const bitsOf = ({ unrelated, readings }: Weights): Bits[] =>
  readings.map(({ relation, prior, given }) => ({
    relation,
    link: isLink(relation),
    prior: Math.log2(prior / (1 - prior)),
    of: unrelated.map((shares, field) =>
      Float64Array.from(shares, (share, level) => {
        const own = given[field]?.[level];
        if (level === 0) return own === 0 ? least : 0;
        return own === undefined ? 0 : Math.max(Math.log2(own / share), least);
      }),
    ),
    byFrequency: given.map((each) => each !== null),
  }));

/** Shares that a reading starts from: declared, or falling with the order of the levels. */
export function expectedShares(reading: Reading, { field, kind }: FieldValues): number[] {
  const declared = reading.only[field.name];
  const raw = kind.levels.map(({ name, agrees }, place) =>
    place === 0 ? 0 : declared ? (declared[name] ?? 0) : agrees === true ? 8 : agrees === false ? 1 : 2,
  );
  const sum = raw.reduce((all, each) => all + each, 0);
  return raw.map((each) => each / sum);
}
