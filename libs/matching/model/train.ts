import { block } from '../candidates/blocks.js';
import { countTexts, type Texts, textsOfBoth, wholeText } from '../candidates/neighbours.js';
import { pairsOf, type Pairs } from '../candidates/pairs.js';
import { partOf } from '../candidates/keys.js';
import { compare, countPatterns } from '../compare.js';
import { openFields, readTable, type FieldValues, type Rows } from '../records.js';
import type { Schema } from '../schema.js';
import type { Table } from '../tables.js';
import type { Model } from './model.js';
import { learnWords } from './learn-words.js';
import { isLink, type Reading, readingsOf } from './relations.js';
import { type Learned, learnSession, type Shares, sharesIn, startingShares } from './sessions.js';
import { strangers } from './strangers.js';
import { countTerms, survey, surveySums } from './survey.js';
import type { Weights } from './weights.js';

/** Two tables as they are compared. */
export interface Prepared {
  fields: FieldValues[];
  a: Rows;
  b: Rows;
  /** The row of the table at each place. */
  orderA: Int32Array;
  orderB: Int32Array;
  /** The tokens of whole records by row, where nearness counts. */
  texts?: Texts;
}

/** Learns a model from two tables, without knowing a single link. */
export function train(schema: Schema, tableA: Table, tableB: Table): { model: Model; prepared: Prepared } {
  const knowledge = survey(schema, [tableA, tableB]);
  const fields = openFields(schema, knowledge);
  const [{ rows: a, order: orderA }, { rows: b, order: orderB }] = [readTable(fields, tableA), readTable(fields, tableB)];
  countTerms(fields, [a, b], knowledge);
  surveySums(fields, [a, b], knowledge);
  const texts = textsOfBoth(schema, tableA, tableB, orderA, orderB);
  if (texts) knowledge.tokens[wholeText] = countTexts(texts);
  const weights = learnWeights(schema, fields, a, b, knowledge);
  const model: Model = { format: 'liandong-matching-model/1', schema, trainedOn: { a: orderA.length, b: orderB.length }, knowledge, weights };
  return { model, prepared: { fields, a, b, orderA, orderB, ...(texts && { texts }) } };
}

const anchorCap = 3_000;
const anchorPairs = 30_000;

function learnWeights(schema: Schema, fields: FieldValues[], a: Rows, b: Rows, knowledge: Model['knowledge']): Weights {
  const readings = readingsOf(schema);
  const start = startingShares(readings, fields);
  const learnedByWords = fields.filter(({ field }) => field.kind === 'category' || field.kind === 'matter').map(({ field }) => field.name);
  /** Fields whose levels mean nothing before words are learned. */
  const later = new Set(learnedByWords);
  const unrelated: number[][] = fields.map(() => []);
  const count = (which: (name: string) => boolean) => {
    const places = fields.flatMap(({ field }, place) => (which(field.name) ? [place] : []));
    const pick = <Each>(from: readonly Each[]) => places.map((place) => from[place]!);
    if (places.length > 0) strangers(pick(fields), pick(a), pick(b)).forEach((shares, n) => (unrelated[places[n]!] = shares));
  };
  count((name) => !later.has(name));
  const sessions = schema.anchors.map(({ keys, trains }) => ({
    pairs: thinned(pairsOf({ blocks: [block(fields, a, b, keys, anchorCap)] }, b[0]!.length, 0, a[0]!.length)),
    trains: new Set(trains),
    anchored: new Set(keys.map((key) => fields[partOf(fields, key).place]!.field.name)),
  }));
  const run = ({ pairs, trains, anchored }: (typeof sessions)[number]): { learned: Learned; patterns: Int32Array; distinct: Int32Array } => {
    const patterns = compare(fields, a, b, pairs, trains);
    const counted = countPatterns(patterns);
    return { learned: learnSession(fields, readings, unrelated, start, counted, { trains, anchored }), patterns, distinct: counted.patterns };
  };

  const teacher = sessions.find(({ trains }) => learnedByWords.some((name) => trains.has(name)));
  let heldOut: Record<string, Float64Array> = {};
  if (teacher) {
    const trains = new Set([...teacher.trains].filter((name) => !later.has(name)));
    const { learned, patterns, distinct } = run({ ...teacher, trains });
    const places = new Map([...distinct].map((pattern, place) => [pattern, place]));
    const sure = Float64Array.from(patterns, (pattern) => learned.link[places.get(pattern)!]!);
    heldOut = learnWords(fields, a, b, teacher.pairs, sure, knowledge);
  }
  for (const name of later) count((each) => each === name);
  const outcomes = sessions.map((session) => ({ trains: session.trains, learned: run(session).learned }));
  const shares = together(start, outcomes, fields, heldOut);
  return {
    unrelated,
    readings: readings.map((reading) => ({
      relation: reading.relation,
      prior: priorOf(reading, schema, a[0]!.length, b[0]!.length),
      given: fields.map((field) => sharesIn(shares, reading, field)),
    })),
  };
}

/** At most so many pairs, spread evenly. */
function thinned({ a, b }: Pairs): Pairs {
  if (a.length <= anchorPairs) return { a, b };
  const pick = (from: Int32Array) => Int32Array.from({ length: anchorPairs }, (_, place) => from[Math.floor((place * from.length) / anchorPairs)]!);
  return { a: pick(a), b: pick(b) };
}

/** Joins what the sessions learned: each field from those that trained it, words from what was held out. */
function together(
  start: Shares,
  outcomes: readonly { trains: ReadonlySet<string>; learned: Learned }[],
  fields: readonly FieldValues[],
  heldOut: Record<string, Float64Array>,
): Shares {
  const shares: Shares = new Map([...start].map(([name, counts]) => [name, counts.slice()]));
  for (const { trains, learned } of outcomes)
    for (const [name, counts] of learned.shares) {
      const field = name.slice(0, name.indexOf('|'));
      if (trains.has(field) && !(field in heldOut)) counts.forEach((count, level) => (shares.get(name)![level]! += count - start.get(name)![level]!));
    }
  for (const { field } of fields)
    if (heldOut[field.name])
      for (const [name, counts] of shares)
        if (name.startsWith(`${field.name}|`)) counts.forEach((_, level) => (counts[level]! += heldOut[field.name]![level]!));
  return shares;
}

const priorOf = ({ relation, share }: Reading, { expected }: Schema, sizeA: number, sizeB: number): number =>
  (share * (isLink(relation) ? 1 : 1) * expected * Math.min(sizeA, sizeB)) / Math.max(sizeA * sizeB, 1);
