import { Gazetteer } from '../normalise/places.js';

/** Terms counted over both tables. Those that occur once are not listed. */
export interface Counts {
  total: number;
  of: ReadonlyMap<string, number>;
}

/** What two vocabularies have to do with each other: for each token of b, how much more likely it is beside a token of a (bits, as `a\tb`). */
export interface Translation {
  /** Tokens of a and of b that are known, in the order of the matrix. */
  a: string[];
  b: string[];
  /** How likely a token of b is by itself. */
  alone: number[];
  /** Row by row: the probability of a token of b, given one of a; sparse as [a, b, probability]. */
  given: [number, number, number][];
  /** Borders between levels, ascending, in bits a token. */
  edges: number[];
}

/** What was learned about the world of two tables, apart from weights. Part of the model, so that one record is read the same as a thousand. */
export interface Knowledge {
  /** Depth of places by name: 1 province, 2 city, 3 county, 4 town. */
  places: Record<string, number>;
  countyOfTown: Record<string, string>;
  /** Code of an organisation by county and name. */
  directory: Record<string, string>;
  /** How often each term of a field occurs: what is rare weighs more. */
  frequencies: Record<string, Counts>;
  /** In how many records each token of a text field occurs. */
  tokens: Record<string, Counts>;
  /** Borders of equal shares of all sums, ascending, as the logarithm of fen. */
  sums: number[];
  /** By field: bits that a pair of words of a and b (`a\tb`) speaks for one matter. */
  pairs: Record<string, Record<string, number>>;
  translations: Record<string, Translation>;
}

export const nothingKnown = (): Knowledge => ({
  places: {},
  countyOfTown: {},
  directory: {},
  frequencies: {},
  tokens: {},
  sums: [],
  pairs: {},
  translations: {},
});

const gazetteers = new WeakMap<Knowledge, Gazetteer>();

export function gazetteerOf(knowledge: Knowledge): Gazetteer {
  let gazetteer = gazetteers.get(knowledge);
  if (!gazetteer) gazetteers.set(knowledge, (gazetteer = new Gazetteer(knowledge.places, knowledge.countyOfTown)));
  return gazetteer;
}

/** How rare a token is: the logarithm of how many records there are for each that has it. */
export function inverseFrequency({ tokens }: Knowledge, field: string, token: string): number {
  const counts = tokens[field];
  return counts ? rarityOf(counts, counts.of.get(token) ?? 0) : 1;
}

/** The same of a token that was counted so often. */
export const rarityOf = ({ total }: Counts, count: number): number => Math.log((total + 1) / (count + 0.5));

/** The share of values that are this term; one that was not counted is taken for as rare as one that was seen once. */
export function shareOf({ frequencies }: Knowledge, field: string, term: string): number | undefined {
  const counts = frequencies[field];
  return counts && shareIn(counts, counts.of.get(term));
}

/** The share of a term that was counted so often. */
export const shareIn = ({ total }: Counts, count = 1): number => count / Math.max(total, 1);

/** The share of all sums between two logarithms of fen. */
export function shareOfSums({ sums }: Knowledge, low: number, high: number): number {
  return sums.length < 2 ? 0 : (rank(sums, high) - rank(sums, low)) / (sums.length - 1);
}

function rank(sums: readonly number[], value: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! < value) low = middle + 1;
    else high = middle;
  }
  if (low === 0 || low === sums.length) return low === 0 ? 0 : sums.length - 1;
  const width = sums[low]! - sums[low - 1]!;
  return low - 1 + (width > 0 ? (value - sums[low - 1]!) / width : 0);
}
