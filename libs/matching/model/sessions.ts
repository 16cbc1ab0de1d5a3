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
  // What makes a look-alike one has to be said: 0 for missing.
  if (!isLink(reading.relation) && reading.only[field.field.name])
    return expectedShares(reading, field).map((share, level) => (level > 0 ? Math.max(share, 1e-7) : 0));
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
  const possible = readings.map(
    (reading) =>
      fields.every((field) => !anchored.has(field.field.name) || allowedLevels(reading, field).includes(1)) &&
      // A look-alike that hangs on a field cannot be told where that field is not looked at.
      (isLink(reading.relation) || Object.keys(reading.only).every((name) => trains.has(name))),
  );
  const levels = Array.from(patterns, (pattern) => levelsOf(pattern, fields));
  const found = readings.map(({ relation, share }, place) => (!possible[place] ? 0 : isLink(relation) ? 0.7 * share : 0.1));
  found.push(0.3);
  let shares = new Map(start);
  const link = new Float64Array(patterns.length);
  const likely = new Float64Array(readings.length);
  for (let round = 0; round < rounds; round++) {
    const total = found.reduce((all, each) => all + each, 0);
    const part = found.map((each) => each / total);
    const next: Shares = new Map([...start].map(([name, counts]) => [name, counts.slice()]));
    const ratios = readings.map((reading) => trained.map((field) => ratiosOf(sharesIn(shares, reading, fields[field]!), unrelated[field]!)));
    const counted = readings.map((reading) => (isLink(reading.relation) ? trained.map((field) => next.get(nameOf(reading, fields[field]!))!) : undefined));
    found.fill(0.5);
    for (let pattern = 0; pattern < levels.length; pattern++) {
      const row = levels[pattern]!;
      const count = counts[pattern]!;
      const stranger = part[readings.length]!;
      let sum = stranger;
      for (let place = 0; place < readings.length; place++) {
        let likelihood = possible[place] ? part[place]! : 0;
        for (let n = 0; likelihood > 0 && n < trained.length; n++) likelihood *= ratios[place]![n]![row[trained[n]!]!]!;
        likely[place] = likelihood;
        sum += likelihood;
      }
      link[pattern] = 0;
      for (let place = 0; place < readings.length; place++) {
        const share = likely[place]! / sum;
        found[place]! += share * count;
        const gains = counted[place];
        if (!gains) continue;
        link[pattern]! += share;
        for (let n = 0; n < trained.length; n++) {
          const level = row[trained[n]!]!;
          if (level > 0) gains[n]![level]! += share * count;
        }
      }
      found[readings.length]! += (stranger / sum) * count;
    }
    readings.forEach((_, place) => possible[place] || (found[place] = 0));
    shares = next;
  }
  return { shares, found, link };
}

/** How much more often each level occurs in a reading than between strangers; 1 where it says nothing. */
const ratiosOf = (given: readonly number[] | null, unrelated: readonly number[]): Float64Array =>
  Float64Array.from(unrelated, (share, level) => (level > 0 && given ? given[level]! / share : given?.[0] === 0 ? 1e-7 : 1));
