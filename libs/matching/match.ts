import { findCandidates } from './candidates/candidates.js';
import { textsOfBoth } from './candidates/neighbours.js';
import { type Candidates, pairsOf } from './candidates/pairs.js';
import { explain } from './explain/explain.js';
import type { Explanation } from './explain/explanation.js';
import { byIds, type Link } from './links.js';
import type { Model } from './model/model.js';
import { type Prepared, train } from './model/train.js';
import { openFields, readTable } from './records.js';
import type { Schema } from './schema.js';
import { assign } from './score/assign.js';
import { oneToOne } from './score/one-to-one.js';
import type { Proposal } from './score/proposals.js';
import { probabilityOf, type Scale, scaleOf, score, type Scored } from './score/score.js';
import type { Table } from './tables.js';

export type Phase = 'reading and learning' | 'candidates' | 'scoring' | 'assigning';

export interface MatchOptions {
  /** What is what in the tables; not needed beside a model, which has its own. */
  schema?: Schema;
  /** A stored model. Without one, a model is learned from the two tables. */
  model?: Model;
  /** Whether a record may have several partners (the default) or one. */
  assignment?: 'n:m' | '1:1';
  /** Pairs below this probability are not returned. */
  least?: number;
  /** Hears which phase is how far, from 0 to 1. */
  progress?: (phase: Phase, share: number) => void;
  /** Stops the work between two steps: it then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface Outcome {
  /** In the order of a's ids, then b's. */
  links: Link[];
  /** The same with one partner a record. */
  oneToOne: Link[];
  model: Model;
  statistics: {
    rows: { a: number; b: number };
    candidatePairs: number;
    /** Blocks that were left out because they hold too many pairs. */
    dropped: { rule: string; blocks: number; pairs: number }[];
    seconds: Record<Phase, number>;
  };
  /** Explains a pair by ids, whether it was a candidate or not. @throws Error where a record is unknown */
  explain: (a: string, b: string) => Explanation;
}

const pairsAtOnce = 20_000;

/** Proposes which records of two tables tell of one matter. The same rows give the same links, in whatever order they come. */
export async function match(tableA: Table, tableB: Table, options: MatchOptions): Promise<Outcome> {
  const { progress, signal, least = 0.05 } = options;
  const seconds = { 'reading and learning': 0, candidates: 0, scoring: 0, assigning: 0 };
  const during = async <Value>(phase: Phase, work: () => Value | Promise<Value>): Promise<Value> => {
    progress?.(phase, 0);
    await pause(signal);
    const from = performance.now();
    const value = await work();
    seconds[phase] = (performance.now() - from) / 1000;
    progress?.(phase, 1);
    return value;
  };

  const { model, prepared } = await during('reading and learning', () => prepare(tableA, tableB, options));
  const { fields, a, b, orderA, orderB } = prepared;
  const candidates = await during('candidates', () => findCandidates(model.schema, model.knowledge, prepared));
  const scale = scaleOf(model, fields);
  const scored = await during('scoring', () => scoreAll(scale, prepared, candidates, (share) => progress?.('scoring', share), signal));
  const proposals = await during('assigning', () => assign(model, fields, a, b, scored));

  const asLink = (proposal: Proposal): Link => ({
    a: tableA.ids[orderA[proposal.a]!]!,
    b: tableB.ids[orderB[proposal.b]!]!,
    probability: probabilityOf(proposal.score),
    relation: proposal.relation,
  });
  const kept = proposals.filter(({ score: bits }) => probabilityOf(bits) >= least);
  const single = new Set(oneToOne(kept));
  const inOrder = kept.map((proposal) => ({ link: asLink(proposal), single: single.has(proposal) })).sort((one, other) => byIds(one.link, other.link));
  const severally = inOrder.map(({ link }) => link);
  const singly = inOrder.flatMap(({ link, single: alone }) => (alone ? [link] : []));
  return {
    links: options.assignment === '1:1' ? singly : severally,
    oneToOne: singly,
    model,
    statistics: {
      rows: { a: orderA.length, b: orderB.length },
      candidatePairs: scored.score.length,
      dropped: candidates.blocks.filter(({ dropped }) => dropped.blocks > 0).map(({ rule, dropped }) => ({ rule, ...dropped })),
      seconds,
    },
    explain(idA, idB) {
      const [rowA, rowB] = [placeOf(tableA, orderA, idA, 'a'), placeOf(tableB, orderB, idB, 'b')];
      return explain(
        scale,
        prepared,
        proposals.find((each) => each.a === rowA && each.b === rowB),
        rowA,
        rowB,
        [tableA, tableB],
      );
    },
  };
}

/** Lets others have their turn, and stops where it was called off. */
async function pause(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}

function prepare(tableA: Table, tableB: Table, { model, schema }: MatchOptions): { model: Model; prepared: Prepared } {
  if (!model) {
    if (!schema) throw new Error('A schema or a model is wanted.');
    return train(schema, tableA, tableB);
  }
  const fields = openFields(model.schema, model.knowledge);
  const [a, b] = [readTable(fields, tableA), readTable(fields, tableB)];
  const texts = textsOfBoth(model.schema, tableA, tableB, a.order, b.order);
  return { model, prepared: { fields, a: a.rows, b: b.rows, orderA: a.order, orderB: b.order, ...(texts && { texts }) } };
}

/** Scores all candidates, some thousands at a time. */
async function scoreAll(
  scale: Scale,
  { a, b, orderA, orderB }: Prepared,
  candidates: Candidates,
  progress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Scored> {
  const pairs = pairsOf(candidates, orderB.length, 0, orderA.length);
  const scored: Scored = { ...pairs, score: new Float64Array(pairs.a.length), reading: new Uint8Array(pairs.a.length) };
  for (let from = 0; from < pairs.a.length; from += pairsAtOnce) {
    const part = score(scale, a, b, { a: pairs.a.subarray(from, from + pairsAtOnce), b: pairs.b.subarray(from, from + pairsAtOnce) });
    scored.score.set(part.score, from);
    scored.reading.set(part.reading, from);
    progress(Math.min(1, (from + pairsAtOnce) / pairs.a.length));
    await pause(signal);
  }
  return scored;
}

function placeOf({ ids }: Table, order: Int32Array, id: string, side: string): number {
  const row = ids.indexOf(id);
  if (row < 0) throw new Error(`There is no record ${id} in table ${side}.`);
  return order.indexOf(row);
}
