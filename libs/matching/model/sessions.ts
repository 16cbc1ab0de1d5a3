import type { FieldValues } from '../records.js';
import { levelsOf } from '../compare.js';
import { allowedLevels, isLink, type Reading, shareName } from './relations.js';
import { expectedShares } from './weights.js';

/** Level counts by field and by what readings share. */
export type Shares = Map<string, Float64Array>;

/** What a session has learned. */
export interface Learned {
  shares: Shares;
  /** How many pairs each reading got, and strangers last. */
  found: number[];
  /** The probability of a link by pattern. */
  link: Float64Array;
}

const rounds = 25;
/** How many pairs the expected shares are worth. */
const firmness = 12;

const nameOf = (reading: Reading, field: FieldValues): string => `${field.field.name}|${shareName(reading, field.field.name)}`;

/** The shares that learning begins with. */
export function startingShares(readings: readonly Reading[], fields: readonly FieldValues[]): Shares {
  const shares: Shares = new Map();
  for (const reading of readings.filter(({ relation }) => isLink(relation)))
    for (const field of fields) {
      const name = nameOf(reading, field);
      if (!shares.has(name))
        shares.set(
          name,
          Float64Array.from(expectedShares(reading, field), (share) => share * firmness),
        );
    }
  return shares;
}

/** A field's shares in a reading; null where it falls as between strangers. */
export function sharesIn(shares: Shares, reading: Reading, field: FieldValues): number[] | null {
  if (reading.bears && !reading.bears.has(field.field.name)) return null;
  const counts = shares.get(nameOf(reading, field)) ?? joined(shares, field);
  const sum = counts.reduce((all, each) => all + each, 0);
  const allowed = new Set(allowedLevels(reading, field));
  return [...counts].map((count, level) => (allowed.has(level) ? (count + 0.02) / (sum + 0.02 * allowed.size) : 1e-7));
}

/** A look-alike shares with links how a field falls where they do not differ in it. */
const joined = (shares: Shares, field: FieldValues): Float64Array =>
  [...shares]
    .filter(([name]) => name.startsWith(`${field.field.name}|`))
    .reduce((sum, [, counts]) => sum.map((each, level) => each + counts[level]!), new Float64Array(field.kind.levels.length));

/**
 * Expectation and maximisation over the counts of distinct patterns of one session: pairs that agree in an anchor.
 * What strangers look like is known and stays; how many of the pairs are links, and how the trained fields fall in them, is learned.
 */
export function learnSession(
  fields: readonly FieldValues[],
  readings: readonly Reading[],
  unrelated: readonly number[][],
  start: Shares,
  { patterns, counts }: { patterns: Int32Array; counts: Float64Array },
  { trains, anchored }: { trains: ReadonlySet<string>; anchored: ReadonlySet<string> },
): Learned {
  const trained = fields.flatMap(({ field }, place) => (trains.has(field.name) ? [place] : []));
  const possible = readings.map((reading) => fields.every((field) => !anchored.has(field.field.name) || allowedLevels(reading, field).includes(1)));
  const levels = [...patterns].map((pattern) => levelsOf(pattern, fields));
  const found = readings.map(({ relation, share }, place) => (!possible[place] ? 0 : isLink(relation) ? 0.7 * share : 0.1));
  found.push(0.3);
  let shares = new Map(start);
  const link = new Float64Array(patterns.length);
  for (let round = 0; round < rounds; round++) {
    const now = readings.map((reading) => fields.map((field) => sharesIn(shares, reading, field)));
    const total = found.reduce((all, each) => all + each, 0);
    const part = found.map((each) => each / total);
    const next: Shares = new Map([...start].map(([name, counts]) => [name, counts.slice()]));
    found.fill(0.5);
    levels.forEach((row, pattern) => {
      const likely = readings.map((_, place) => {
        if (!possible[place]) return 0;
        let likelihood = part[place]!;
        for (const field of trained) {
          const level = row[field]!;
          const given = now[place]![field];
          if (level > 0 && given) likelihood *= given[level]! / unrelated[field]![level]!;
        }
        return likelihood;
      });
      const sum = likely.reduce((all, each) => all + each, part.at(-1)!);
      link[pattern] = 0;
      readings.forEach((reading, place) => {
        const share = (likely[place]! / sum) * counts[pattern]!;
        found[place]! += share;
        if (!isLink(reading.relation)) return;
        link[pattern]! += likely[place]! / sum;
        for (const field of trained) {
          const level = row[field]!;
          if (level > 0) next.get(nameOf(reading, fields[field]!))![level]! += share;
        }
      });
      found[readings.length]! += (part.at(-1)! / sum) * counts[pattern]!;
    });
    readings.forEach((_, place) => possible[place] || (found[place] = 0));
    shares = next;
  }
  return { shares, found, link };
}
