import { blockCap } from '../candidates/candidates.js';
import { partOf } from '../candidates/keys.js';
import { itself } from '../kinds/kind.js';
import { byIds, type Link } from '../links.js';
import type { Model } from '../model/model.js';
import { openFields, readRecord, rankOf, type FieldValues, type Rows } from '../records.js';
import { assign, leastScore } from '../score/assign.js';
import { probabilityOf, type Scale, scaleOf, score, type Scored } from '../score/score.js';
import { Near } from './near.js';
import { Stored, type Weighed } from './stored.js';

export type Side = 'a' | 'b';
/** A record by its columns; a column that is left out is empty. */
export type Cells = Readonly<Record<string, string>>;

interface Block {
  a: Set<Stored>;
  b: Set<Stored>;
}

/** How many pairs away another pair can bear on one: by its sum, its rivals, and the sums of those. */
const reach = 3;

/**
 * Records of two sides against a stored model, which may come, change and go one by one. At any time the proposals are those of a batch over all records with
 * that model. What was learned stays as it was: a new model makes a new index.
 */
export class MatchIndex {
  private readonly fields: FieldValues[];
  private readonly scale: Scale;
  private readonly records = { a: new Map<string, Stored>(), b: new Map<string, Stored>() };
  private readonly blocks = new Map<string, Block>();
  private readonly near: Near | undefined;

  constructor(private readonly model: Model) {
    this.fields = openFields(model.schema, model.knowledge);
    this.scale = scaleOf(model, this.fields);
    const { neighbours } = model.schema;
    if (neighbours) this.near = new Near(neighbours.count, model.knowledge);
  }

  /** Adds a record, or takes it as it is now. */
  put(side: Side, id: string, cells: Cells): void {
    this.withdraw(side, id);
    const places = readRecord(this.fields, cells);
    const record = new Stored(side, id, places, rankOf(this.fields, places));
    this.records[side].set(id, record);
    record.blocks = this.model.schema.candidates.flatMap((rule, number) => this.keysOf(rule, places).map((key) => `${number}:${key}`));
    for (const key of record.blocks) this.block(key)[side].add(record);
    const { neighbours } = this.model.schema;
    if (!neighbours || !this.near) return;
    const texts = neighbours.columns.flatMap((name) => (cells[name] === undefined ? [] : [cells[name]]));
    this.near.add(record, texts, this.partKeys(neighbours.within, places)[0] ?? '');
  }

  /** Takes a record out. @returns whether it was there */
  withdraw(side: Side, id: string): boolean {
    const record = this.records[side].get(id);
    if (!record) return false;
    this.records[side].delete(id);
    this.near?.remove(record);
    for (const key of record.blocks) {
      const block = this.block(key);
      block[side].delete(record);
      if (block.a.size + block.b.size === 0) this.blocks.delete(key);
    }
    return true;
  }

  /** All proposals, in the order of a's ids, then b's. */
  proposals(least = 0.05): Link[] {
    return this.assigned(new Set(this.records.a.values()), least).sort(byIds);
  }

  /** The proposals of one record, the likeliest first. */
  proposalsOf(side: Side, id: string, least = 0.05): Link[] {
    const record = this.records[side].get(id);
    if (!record) return [];
    const around = new Set([record]);
    let edge = [record];
    for (let step = 0; step < reach; step++) {
      edge = edge.flatMap((each) => this.partnersOf(each)).filter((each) => !around.has(each) && around.add(each));
    }
    const links = this.assigned(new Set([...around].filter((each) => each.side === 'a')), least);
    return links.filter((link) => link[side] === id).sort((one, other) => other.probability - one.probability || byIds(one, other));
  }

  /** The candidates of a record: who shares a block that is not too large, and who is near from either side. */
  private candidatesOf(record: Stored): Set<Stored> {
    const other = record.side === 'a' ? 'b' : 'a';
    const found = new Set<Stored>(record.nearTo);
    for (const { member } of record.near?.member.nearest ?? []) found.add(member.record);
    for (const key of record.blocks) {
      const block = this.block(key);
      if (block.a.size * block.b.size <= blockCap) for (const each of block[other]) found.add(each);
    }
    return found;
  }

  private partnersOf(record: Stored): Stored[] {
    const candidates = [...this.candidatesOf(record)];
    this.scoreAll(record, candidates);
    return candidates.filter((other) => this.known(record, other)!.score >= leastScore);
  }

  /** The score of a pair before assignment, where it was asked for; it does not change while both records stay as they are. */
  private known(one: Stored, other: Stored): Weighed | undefined {
    const [a, b] = one.side === 'a' ? [one, other] : [other, one];
    return a.scores.get(b);
  }

  private scoreAll(record: Stored, candidates: readonly Stored[]): void {
    const unknown = candidates.filter((other) => !this.known(record, other));
    if (unknown.length === 0) return;
    const own = this.rowsOf([record]);
    const others = this.rowsOf(unknown);
    const [first, each] = [new Int32Array(unknown.length), Int32Array.from(unknown.keys())];
    const inA = record.side === 'a';
    const scored = inA ? score(this.scale, own, others, { a: first, b: each }) : score(this.scale, others, own, { a: each, b: first });
    unknown.forEach((other, place) => {
      const [a, b] = inA ? [record, other] : [other, record];
      a.scores.set(b, { score: scored.score[place]!, reading: scored.reading[place]! });
    });
  }

  private rowsOf(records: readonly Stored[]): Rows {
    return this.fields.map((_, field) => Int32Array.from(records, ({ places }) => places[field]!));
  }

  /** Assigns the pairs of some records of a, as a batch would. */
  private assigned(among: ReadonlySet<Stored>, least: number): Link[] {
    const inA = [...among].sort((one, other) => one.before(other));
    const pairs = inA.flatMap((a, place) => this.partnersOf(a).map((b) => ({ place, b, ...this.known(a, b)! })));
    const inB = [...new Set(pairs.map(({ b }) => b))].sort((one, other) => one.before(other));
    const placeB = new Map(inB.map((record, place) => [record, place]));
    const scored: Scored = {
      a: Int32Array.from(pairs, ({ place }) => place),
      b: Int32Array.from(pairs, ({ b }) => placeB.get(b)!),
      score: Float64Array.from(pairs, (pair) => pair.score),
      reading: Uint8Array.from(pairs, ({ reading }) => reading),
    };
    return assign(this.model, this.fields, this.rowsOf(inA), this.rowsOf(inB), scored)
      .map((proposal): Link => ({ a: inA[proposal.a]!.id, b: inB[proposal.b]!.id, probability: probabilityOf(proposal.score), relation: proposal.relation }))
      .filter(({ probability }) => probability >= least);
  }

  private block(key: string): Block {
    let block = this.blocks.get(key);
    if (!block) this.blocks.set(key, (block = { a: new Set(), b: new Set() }));
    return block;
  }

  /** Every combination of the keys of a rule's parts, each once. */
  private keysOf(rule: readonly string[], places: readonly number[]): string[] {
    let keys = [''];
    for (const part of rule) {
      const found = this.partKeys(part, places);
      keys = keys.flatMap((key) => found.map((each) => `${key}\u0001${each}`));
    }
    return [...new Set(keys)];
  }

  private partKeys(part: string, places: readonly number[]): readonly string[] {
    const { place, name } = partOf(this.fields, part);
    const { kind, values } = this.fields[place]!;
    const derive = kind.keys[name]!;
    if (places[place] === 0) return [];
    return derive === itself ? [String(places[place])] : derive(values[places[place]!]);
  }
}
