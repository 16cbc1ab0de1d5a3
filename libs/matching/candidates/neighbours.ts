import { bigramCodes, bigramOf, codeOf } from '../kinds/strings.js';
import { type Counts, type Knowledge, rarityOf } from '../model/knowledge.js';
import { type FieldValues, joinedTexts, type Rows } from '../records.js';
import type { Neighbours, Schema } from '../schema.js';
import type { Table } from '../tables.js';
import { Integers, type Lists, listsOf } from './groups.js';
import { firstOf, keysOf } from './keys.js';

/** The field name under which the model counts the tokens of whole records. */
export const wholeText = 'neighbours';

/** A record's text as it is compared for nearness: its character pairs, in order, so that nearness adds up to the same from either side, to the last bit. */
export const tokensOf = (text: string): Uint32Array => bigramCodes([text]);

/** A text as a vector of length 1. */
export interface Vector {
  /** Numbers of its tokens, in the order of their codes. */
  tokens: Int32Array;
  weights: Float64Array;
}

/** Finds for each record the `count` nearest of the other side within its group, by TF-IDF of character pairs; nearness counts from either side. */
export function nearest(fields: readonly FieldValues[], a: Rows, b: Rows, texts: Texts, { within, count }: Neighbours, knowledge: Knowledge): Lists {
  const { place: field, keys } = keysOf(fields, within);
  const groups = firstOf(keys);
  const [rowsA, rowsB] = [new Integers(), new Integers()];
  const members = new Map<number, [number[], number[]]>();
  for (const [side, rows] of [a, b].entries())
    for (let row = 0; row < rows[0]!.length; row++) {
      const group = groups[rows[field]![row]!]!;
      if (!members.has(group)) members.set(group, [[], []]);
      members.get(group)![side]!.push(row);
    }
  const vocabulary = new Vocabulary(knowledge);
  const vectors = texts.map((side) => side.map((tokens) => vocabulary.vectorOf(tokens)));
  for (const [inA, inB] of members.values()) {
    const found = postings(inB, vectors[1]!, vocabulary.size);
    const bestOfB = inB.map(() => new Best(count));
    const sums = new Float64Array(inB.length);
    for (const row of inA) {
      addNearness(sums, vectors[0]![row]!, found);
      const best = new Best(count);
      for (let place = 0; place < inB.length; place++) offerBoth(best, inB[place]!, bestOfB[place]!, row, sums[place]!);
      for (const other of best.rows) {
        rowsA.push(row);
        rowsB.push(other);
      }
    }
    bestOfB.forEach(({ rows }, place) => {
      for (const row of rows) {
        rowsA.push(row);
        rowsB.push(inB[place]!);
      }
    });
  }
  return listsOf(rowsA.items, rowsB.items, a[0]!.length, rowsA.size);
}

/** How near a text is to each of those whose tokens were found. */
function addNearness(sums: Float64Array, { tokens, weights }: Vector, { starts, items, weights: found }: Postings): void {
  sums.fill(0);
  for (let n = 0; n < tokens.length; n++) {
    const weight = weights[n]!;
    const to = starts[tokens[n]! + 1]!;
    for (let at = starts[tokens[n]!]!; at < to; at++) sums[items[at]!]! += weight * found[at]!;
  }
}

function offerBoth(best: Best, row: number, other: Best, otherRow: number, nearness: number): void {
  if (nearness <= 0) return;
  best.offer(row, nearness);
  other.offer(otherRow, nearness);
}

/** The tokens of texts by number, with their weights: how rare they are. */
export class Vocabulary {
  private readonly numbers = new Map<number, number>();
  private readonly weights: number[] = [];
  private readonly counts: Counts | undefined;

  constructor(knowledge: Knowledge) {
    this.counts = knowledge.tokens[wholeText];
    for (const [token, count] of this.counts?.of ?? []) this.add(codeOf(token), count);
  }

  get size(): number {
    return this.weights.length;
  }

  vectorOf(codes: Uint32Array): Vector {
    const tokens = new Int32Array(codes.length);
    const weights = new Float64Array(codes.length);
    let squares = 0;
    for (let place = 0; place < codes.length; place++) {
      tokens[place] = this.numbers.get(codes[place]!) ?? this.add(codes[place]!, 0);
      weights[place] = this.weights[tokens[place]!]!;
      squares += weights[place]! * weights[place]!;
    }
    const length = Math.sqrt(squares) || 1;
    for (let place = 0; place < weights.length; place++) weights[place]! /= length;
    return { tokens, weights };
  }

  private add(code: number, count: number): number {
    const number = this.weights.push(this.counts ? rarityOf(this.counts, count) : 1) - 1;
    this.numbers.set(code, number);
    return number;
  }
}

/** Which of some rows have a token, by their places, and with which weight. */
interface Postings extends Lists {
  weights: Float64Array;
}

function postings(rows: readonly number[], vectors: readonly Vector[], size: number): Postings {
  const starts = new Int32Array(size + 1);
  for (const row of rows) for (const token of vectors[row]!.tokens) starts[token + 1]!++;
  for (let token = 0; token < size; token++) starts[token + 1]! += starts[token]!;
  const next = starts.slice();
  const [items, weights] = [new Int32Array(starts[size]!), new Float64Array(starts[size]!)];
  rows.forEach((row, place) => {
    const vector = vectors[row]!;
    for (let n = 0; n < vector.tokens.length; n++) {
      const at = next[vector.tokens[n]!]!++;
      items[at] = place;
      weights[at] = vector.weights[n]!;
    }
  });
  return { starts, items, weights };
}

/** The so many best, in order; of equals the first that was offered. */
export class Best {
  readonly rows: number[] = [];
  readonly scores: number[] = [];

  constructor(private readonly count: number) {}

  offer(row: number, score: number): void {
    let place = this.rows.length;
    if (place === this.count) {
      if (score <= this.scores[place - 1]!) return;
      place--;
    }
    for (; place > 0 && this.scores[place - 1]! < score; place--) {
      this.rows[place] = this.rows[place - 1]!;
      this.scores[place] = this.scores[place - 1]!;
    }
    this.rows[place] = row;
    this.scores[place] = score;
  }
}

/** The tokens of whole records, by side and row. */
export type Texts = readonly [Uint32Array[], Uint32Array[]];

/** The tokens of both tables in the given orders of rows, where a schema asks for nearness. */
export function textsOfBoth({ neighbours }: Schema, a: Table, b: Table, orderA: Int32Array, orderB: Int32Array): Texts | undefined {
  if (!neighbours) return undefined;
  const textsOf = (table: Table, order: Int32Array) => {
    const texts = joinedTexts(table, neighbours.columns);
    return Array.from(order, (row) => tokensOf(texts[row]!));
  };
  return [textsOf(a, orderA), textsOf(b, orderB)];
}

/** Counts in how many records each token occurs. */
export function countTexts([a, b]: Texts): Counts {
  const counts = new Map<number, number>();
  for (const side of [a, b]) for (const tokens of side) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const of = new Map<string, number>();
  for (const [token, count] of counts) if (count > 1) of.set(bigramOf(token), count);
  return { total: a.length + b.length, of };
}
