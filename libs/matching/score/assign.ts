import { shareOfSums } from '../model/knowledge.js';
import type { Model } from '../model/model.js';
import type { Sums } from '../kinds/amount.js';
import type { FieldValues, Rows } from '../records.js';
import type { Proposal } from './proposals.js';
import { partsOf, type Span } from './sums.js';
import type { Scored } from './score.js';

/** Below this no pair is looked at any more: 2 to the power of it are the odds. */
export const leastScore = Math.log2(0.004 / 0.996);
/** What a sum that adds up can add at most. */
const mostBySum = 9;
/** Sums that fall into place by chance more often than this are none. */
const leastBySum = 3;

/** The place of the field whose sums add up; −1: there is none. */
export const amountIn = ({ schema }: Model, fields: readonly FieldValues[]): number =>
  fields.findIndex(({ field }) => field.name === schema.contradictions?.amount);

/** The sum that a value of that field is about. */
export const spanAt = (fields: readonly FieldValues[], place: number, value: number): Span | undefined =>
  (fields[place]?.values[value] as Sums | undefined)?.main;

/** The sums of the records of both sides by row. */
type Spans = (row: number) => Span | undefined;

/** Looks at the pairs of a record together: parts that add up strengthen each other; where a record agrees with one in its sum, another that contradicts it is less likely. */
export function assign(model: Model, fields: readonly FieldValues[], a: Rows, b: Rows, scored: Scored): Proposal[] {
  const proposals = proposalsOf(model, scored);
  const [ofA, ofB] = [rivalsOf(proposals, 'a'), rivalsOf(proposals, 'b')];
  const place = amountIn(model, fields);
  if (place >= 0) {
    const spansOf =
      (rows: Rows): Spans =>
      (row) =>
        spanAt(fields, place, rows[place]![row]!);
    const chance = (whole: Span) => shareOfSums(model.knowledge, Math.log(whole.low * 0.999), Math.log(whole.high * 1.001)) + 2e-4;
    for (const pairs of ofA) addUp(pairs, spansOf(a)(pairs[0]!.a), ({ b: other }) => spansOf(b)(other), chance);
    for (const pairs of ofB) addUp(pairs, spansOf(b)(pairs[0]!.b), ({ a: other }) => spansOf(a)(other), chance);
  }
  const rivals = [...ofA, ...ofB].map((pairs) => ({ pairs, before: pairs.map(({ score }) => score) }));
  for (const { pairs, before } of rivals) giveWay(pairs, before);
  return proposals;
}

/** The pairs worth looking at, in the order of a's rows and then b's. */
function proposalsOf(model: Model, scored: Scored): Proposal[] {
  const proposals: Proposal[] = [];
  for (let pair = 0; pair < scored.score.length; pair++) {
    const score = scored.score[pair]!;
    if (score < leastScore) continue;
    const { relation } = model.weights.readings[scored.reading[pair]!]!;
    proposals.push({ a: scored.a[pair]!, b: scored.b[pair]!, before: score, score, relation, assignment: undefined });
  }
  return proposals.sort((one, other) => one.a - other.a || one.b - other.b);
}

/** The pairs of each record that has more than one. */
function rivalsOf(proposals: readonly Proposal[], side: 'a' | 'b'): Proposal[][] {
  const size = proposals.reduce((most, proposal) => Math.max(most, proposal[side] + 1), 0);
  const counts = new Int32Array(size);
  for (const proposal of proposals) counts[proposal[side]]!++;
  const found = new Map<number, Proposal[]>();
  for (const proposal of proposals) {
    const row = proposal[side];
    if (counts[row]! < 2) continue;
    const list = found.get(row);
    if (list) list.push(proposal);
    else found.set(row, [proposal]);
  }
  return [...found.values()];
}

/** Whether the sums of a pair differ: only then can it be a part of a whole. */
export const differs = ({ relation }: Pick<Proposal, 'relation'>): boolean => relation === 'contradict_amount' || relation === 'part_of';

/** Two and more records of one side that add up to one of the other are its parts. */
function addUp(pairs: readonly Proposal[], whole: Span | undefined, spanOf: (pair: Proposal) => Span | undefined, chance: (whole: Span) => number): void {
  if (!whole) return;
  const smaller = pairs
    .flatMap((pair) => {
      const span = spanOf(pair);
      return span && differs(pair) && span.fen < whole.fen ? [{ pair, span }] : [];
    })
    .sort((one, other) => other.pair.score - one.pair.score || other.span.fen - one.span.fen)
    .slice(0, 14);
  const found = partsOf(
    whole,
    smaller.map(({ span }) => span),
  );
  if (!found) return;
  const bits = Math.min(mostBySum, -Math.log2(Math.min(1, chance(whole) * found.tried)));
  if (bits < leastBySum) return;
  for (const part of found.parts) {
    const { pair } = smaller[part]!;
    pair.score += bits;
    pair.relation = 'part_of';
    pair.assignment = 'sum';
  }
}

/** By so many bits a pair has to be better to be a rival of one that agrees. */
const clearlyBetter = 4;
const mostToRivals = 6;

/**
 * A record seldom has two partners. A contradiction is less likely where another pair of the same record agrees, or contradicts it with better reason;
 * a pair that agrees gives way only to one that is better by far, since two groups may have reported one matter.
 */
function giveWay(pairs: readonly Proposal[], before: readonly number[]): void {
  pairs.forEach((pair, place) => {
    if (pair.assignment === 'sum') return;
    let agreeing = 0;
    let better = 0;
    pairs.forEach((other, there) => {
      if (there === place) return;
      const odds = 2 ** before[there]!;
      if (!differs(pair)) {
        if (other.assignment !== 'sum' && before[there]! > before[place]! + clearlyBetter) agreeing += odds;
      } else if (!differs(other)) agreeing += odds;
      else if (other.assignment === 'sum' || before[there]! > before[place]!) better += odds;
    });
    const bits = Math.min(Math.log2(1 + agreeing), mostToRivals) + Math.min(Math.log2(1 + better) / 2, mostToRivals / 2);
    if (bits < 0.01) return;
    pair.score -= bits;
    pair.assignment = 'rival';
  });
}
