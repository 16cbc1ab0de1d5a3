import { blockCap } from '../candidates/candidates.js';
import { partOf } from '../candidates/keys.js';
import { itself } from '../kinds/kind.js';
import { byIds, type Link } from '../links.js';
import type { Model } from '../model/model.js';
import { joinedText } from '../normalise/fold.js';
import { type FieldValues, joinedTexts, openFields, rankOf, readRecord, readTable, type Rows } from '../records.js';
import { amountIn, assign, differs, leastScore, spanAt } from '../score/assign.js';
import { probabilityOf, type Scale, scaleOf, score, type Scored } from '../score/score.js';
import type { Table } from '../tables.js';
import { Near } from './near.js';
import { type Block, Stored } from './stored.js';

export type Side = 'a' | 'b';
/** A record by its columns; a column that is left out is empty. */
export type Cells = Readonly<Record<string, string>>;

/** A pair that is worth looking at. */
interface Pair {
  a: Stored;
  b: Stored;
}

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
    const text = joinedText(this.model.schema.neighbours?.columns.map((name) => cells[name]) ?? []);
    this.enter(side, id, readRecord(this.fields, cells), text);
  }

  /** Adds all records of a table, or takes them as they are now: the same as putting one after the other. */
  putAll(side: Side, table: Table): void {
    const { rows, order } = readTable(this.fields, table);
    const texts = joinedTexts(table, this.model.schema.neighbours?.columns ?? []);
    order.forEach((row, place) => {
      const places = rows.map((values) => values[place]!);
      this.enter(side, table.ids[row]!, places, texts[row]!);
    });
  }

  private enter(side: Side, id: string, places: readonly number[], text: string): void {
    this.withdraw(side, id);
    const record = new Stored(side, id, places, rankOf(this.fields, places));
    this.records[side].set(id, record);
    this.model.schema.candidates.forEach((rule, number) => {
      for (const key of this.keysOf(rule, places)) record.blocks.push(this.block(`${number}:${key}`));
    });
    for (const block of record.blocks) block[side].push(record);
    const { neighbours } = this.model.schema;
    if (neighbours) this.near?.add(record, text, this.partKeys(neighbours.within, places)[0] ?? '');
  }

  /** Takes a record out. @returns whether it was there */
  withdraw(side: Side, id: string): boolean {
    const record = this.records[side].get(id);
    if (!record) return false;
    this.records[side].delete(id);
    this.near?.remove(record);
    for (const other of record.scores.keys()) other.scores.delete(record);
    for (const block of record.blocks) {
      const last = block[side].pop()!;
      if (last !== record) block[side][block[side].indexOf(record)] = last;
      if (block.a.length + block.b.length === 0) this.blocks.delete(block.key);
    }
    return true;
  }

  /** All proposals, in the order of a's ids, then b's. */
  proposals(least = 0.05): Link[] {
    const pairs = [...this.records.a.values()].flatMap((a) => this.partnersOf(a).map((b): Pair => ({ a, b })));
    return this.assigned(pairs, least).sort(byIds);
  }

  /** The proposals of one record, the likeliest first. */
  proposalsOf(side: Side, id: string, least = 0.05): Link[] {
    const record = this.records[side].get(id);
    if (!record) return [];
    return this.assigned(this.pairsAround(record), least)
      .filter((link) => link[side] === id)
      .sort((one, other) => other.probability - one.probability || byIds(one, other));
  }

  /** The pairs that bear on those of a record: its own, their rivals, and the other pairs of a rival that may be a part in a sum. */
  private pairsAround(record: Stored): Pair[] {
    const found = new Map<Stored, Set<Stored>>();
    const looked = new Set<Stored>();
    const lookAt = (one: Stored): Stored[] => {
      if (looked.has(one)) return [];
      looked.add(one);
      const partners = this.partnersOf(one);
      for (const other of partners) {
        const [a, b] = one.side === 'a' ? [one, other] : [other, one];
        found.set(a, (found.get(a) ?? new Set<Stored>()).add(b));
      }
      return partners;
    };
    for (const partner of lookAt(record)) for (const rival of lookAt(partner)) if (this.mayBePart(partner, rival)) lookAt(rival);
    return [...found].flatMap(([a, others]) => [...others].map((b): Pair => ({ a, b })));
  }

  private mayBePart(part: Stored, whole: Stored): boolean {
    const { reading } = part.scores.get(whole)!;
    return differs(this.model.weights.readings[reading]!) && (this.sumOf(part) ?? Infinity) < (this.sumOf(whole) ?? 0);
  }

  private sumOf({ places }: Stored): number | undefined {
    const place = amountIn(this.model, this.fields);
    return spanAt(this.fields, place, places[place] ?? 0)?.fen;
  }

  /** The candidates of a record: who shares a block that is not too large, and who is near from either side. */
  private candidatesOf(record: Stored): Set<Stored> {
    const other = record.side === 'a' ? 'b' : 'a';
    const found = new Set<Stored>(record.nearTo);
    for (const { member } of record.near?.member.nearest ?? []) found.add(member.record);
    for (const block of record.blocks) if (block.a.length * block.b.length <= blockCap) for (const each of block[other]) found.add(each);
    return found;
  }

  private partnersOf(record: Stored): Stored[] {
    const candidates = [...this.candidatesOf(record)];
    this.scoreAll(record, candidates);
    return candidates.filter((other) => record.scores.get(other)!.score >= leastScore);
  }

  private scoreAll(record: Stored, candidates: readonly Stored[]): void {
    const unknown = candidates.filter((other) => !record.scores.has(other));
    if (unknown.length === 0) return;
    const own = this.rowsOf([record]);
    const others = this.rowsOf(unknown);
    const [first, each] = [new Int32Array(unknown.length), Int32Array.from(unknown.keys())];
    const inA = record.side === 'a';
    const scored = inA ? score(this.scale, own, others, { a: first, b: each }) : score(this.scale, others, own, { a: each, b: first });
    unknown.forEach((other, place) => {
      const weighed = { score: scored.score[place]!, reading: scored.reading[place]! };
      record.scores.set(other, weighed);
      other.scores.set(record, weighed);
    });
  }

  private rowsOf(records: readonly Stored[]): Rows {
    return this.fields.map((_, field) => Int32Array.from(records, ({ places }) => places[field]!));
  }

  /** Assigns some pairs, as a batch would. */
  private assigned(pairs: readonly Pair[], least: number): Link[] {
    const inA = [...new Set(pairs.map(({ a }) => a))].sort((one, other) => one.before(other));
    const inB = [...new Set(pairs.map(({ b }) => b))].sort((one, other) => one.before(other));
    const placeOf = new Map([...inA.entries(), ...inB.entries()].map(([place, record]) => [record, place]));
    const scored: Scored = {
      a: Int32Array.from(pairs, ({ a }) => placeOf.get(a)!),
      b: Int32Array.from(pairs, ({ b }) => placeOf.get(b)!),
      score: Float64Array.from(pairs, ({ a, b }) => a.scores.get(b)!.score),
      reading: Uint8Array.from(pairs, ({ a, b }) => a.scores.get(b)!.reading),
    };
    return assign(this.model, this.fields, this.rowsOf(inA), this.rowsOf(inB), scored)
      .map((proposal): Link => ({ a: inA[proposal.a]!.id, b: inB[proposal.b]!.id, probability: probabilityOf(proposal.score), relation: proposal.relation }))
      .filter(({ probability }) => probability >= least);
  }

  private block(key: string): Block {
    let block = this.blocks.get(key);
    if (!block) this.blocks.set(key, (block = { key, a: [], b: [] }));
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
