import { bigrams } from '../kinds/strings.js';
import { inverseFrequency, type Knowledge } from '../model/knowledge.js';
import { foldTight } from '../normalise/fold.js';
import type { FieldValues, Rows } from '../records.js';
import type { Neighbours, Schema } from '../schema.js';
import type { Table } from '../tables.js';
import { Integers, type Lists, listsOf } from './groups.js';
import { firstOf, keysOf } from './keys.js';

/** The field name under which the model counts the tokens of whole records. */
export const wholeText = 'neighbours';

/** A record's text as it is compared for nearness. In order, so that nearness adds up to the same from either side, to the last bit. */
export const tokensOf = (cells: readonly string[]): string[] => bigrams(foldTight(cells.join('。'))).sort();

/** Finds for each record the `count` nearest of the other side within its group, by TF-IDF of character pairs; nearness counts from either side. */
export function nearest(
  fields: readonly FieldValues[],
  a: Rows,
  b: Rows,
  texts: readonly [string[][], string[][]],
  { within, count }: Neighbours,
  knowledge: Knowledge,
): Lists {
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
  const vectors = texts.map((side) => side.map((tokens) => vectorOf(tokens, knowledge)));
  for (const [inA, inB] of members.values()) {
    const index = postings(inB, vectors[1]!);
    const bestOfB = new Map<number, Best>(inB.map((row) => [row, new Best(count)]));
    const sums = new Float64Array(inB.length);
    for (const row of inA) {
      sums.fill(0);
      for (const [token, weight] of vectors[0]![row]!) {
        const posting = index.get(token);
        if (posting) for (let n = 0; n < posting.places.length; n++) sums[posting.places[n]!]! += weight * posting.weights[n]!;
      }
      const best = new Best(count);
      inB.forEach((other, place) => {
        if (sums[place]! <= 0) return;
        best.offer(other, sums[place]!);
        bestOfB.get(other)!.offer(row, sums[place]!);
      });
      for (const other of best.rows) {
        rowsA.push(row);
        rowsB.push(other);
      }
    }
    for (const [other, { rows }] of bestOfB)
      for (const row of rows) {
        rowsA.push(row);
        rowsB.push(other);
      }
  }
  return listsOf(rowsA.items, rowsB.items, a[0]!.length, rowsA.size);
}

export type Vector = [token: string, weight: number][];

/** A text as a vector of length 1. */
export function vectorOf(tokens: readonly string[], knowledge: Knowledge): Vector {
  const weights = tokens.map((token) => inverseFrequency(knowledge, wholeText, token));
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return tokens.map((token, place) => [token, weights[place]! / length]);
}

interface Posting {
  places: number[];
  weights: number[];
}

function postings(rows: readonly number[], vectors: readonly Vector[]): Map<string, Posting> {
  const index = new Map<string, Posting>();
  rows.forEach((row, place) => {
    for (const [token, weight] of vectors[row]!) {
      let posting = index.get(token);
      if (!posting) index.set(token, (posting = { places: [], weights: [] }));
      posting.places.push(place);
      posting.weights.push(weight);
    }
  });
  return index;
}

/** The so many best, in order; of equals the first that was offered. */
export class Best {
  readonly rows: number[] = [];
  readonly scores: number[] = [];

  constructor(private readonly count: number) {}

  offer(row: number, score: number): void {
    if (this.rows.length === this.count && score <= this.scores[this.count - 1]!) return;
    let place = this.rows.length;
    while (place > 0 && this.scores[place - 1]! < score) place--;
    this.rows.splice(place, 0, row);
    this.scores.splice(place, 0, score);
    if (this.rows.length > this.count) {
      this.rows.pop();
      this.scores.pop();
    }
  }
}

/** The texts of a table for nearness, in the given order of rows. */
function textsOf({ columns }: Table, names: readonly string[], order: Int32Array): string[][] {
  const sources = names.flatMap((name) => (columns[name] ? [columns[name]] : []));
  return [...order].map((row) => tokensOf(sources.map((source) => source[row]!)));
}

/** The same of both tables, where a schema asks for nearness. */
export const textsOfBoth = ({ neighbours }: Schema, a: Table, b: Table, orderA: Int32Array, orderB: Int32Array): [string[][], string[][]] | undefined =>
  neighbours && [textsOf(a, neighbours.columns, orderA), textsOf(b, neighbours.columns, orderB)];
