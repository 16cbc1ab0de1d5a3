import { bigramOf, codeOf } from '../kinds/strings.js';
import type { Knowledge, Translation } from './knowledge.js';

const most = 420;
const rounds = 3;
/** The part of a text that has nothing to do with the other. */
const loose = 0.15;

/** A pair of texts, as the codes of their tokens in order, and how surely they tell of one matter. */
export interface Example {
  a: Uint32Array;
  b: Uint32Array;
  weight: number;
}

/** The tokens of b that can be learned, and how likely each is by itself. */
export interface Words {
  tokens: Uint32Array;
  alone: Float64Array;
}

export function wordsOf(texts: readonly Uint32Array[]): Words {
  const tokens = frequent(texts, 3);
  const places = placesOf(tokens);
  const alone = new Float64Array(tokens.length);
  let total = 0;
  for (const text of texts)
    for (const token of text) {
      const place = places.get(token);
      if (place === undefined) continue;
      alone[place]!++;
      total++;
    }
  return { tokens, alone: alone.map((count) => count / Math.max(total, 1)) };
}

/** Learns which tokens of b stand beside which tokens of a where both tell of one matter (IBM's first translation model). */
export function learnTranslation(examples: readonly Example[], { tokens: b, alone }: Words): Translation {
  const a = frequent(
    examples.map((each) => each.a),
    2,
  );
  const [placeA, placeB] = [placesOf(a), placesOf(b)];
  const coded = examples.map(({ a: left, b: right, weight }) => ({ left: known(left, placeA), right: known(right, placeB), weight }));
  let given = new Float64Array(a.length * b.length);
  for (let row = 0; row < a.length; row++) given.set(alone, row * b.length);
  for (let round = 0; round < rounds; round++) given = reestimate(given, coded, alone, a.length);
  return { a: Array.from(a, bigramOf), b: Array.from(b, bigramOf), alone: Array.from(alone, rounded), given: sparse(given, alone, b.length), edges: [] };
}

function reestimate(
  given: Float64Array<ArrayBuffer>,
  pairs: readonly { left: Int32Array; right: Int32Array; weight: number }[],
  alone: Float64Array,
  rows: number,
): Float64Array<ArrayBuffer> {
  const width = alone.length;
  const counts = new Float64Array(given.length);
  const sums = new Float64Array(width);
  for (const { left, right, weight } of pairs) {
    for (const token of right) sums[token] = loose * alone[token]! * left.length;
    for (const word of left) addRow(sums, given, word * width, right);
    for (const word of left) countRow(counts, given, word * width, right, sums, weight);
  }
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let place = 0; place < width; place++) sum += counts[row * width + place]!;
    const prior = 2; // as if two tokens had been seen that fell as they fall alone
    for (let place = 0; place < width; place++) counts[row * width + place] = (counts[row * width + place]! + prior * alone[place]!) / (sum + prior);
  }
  return counts;
}

/** Adds a row of a matrix to sums, as far as some columns go. */
function addRow(sums: Float64Array, matrix: Float64Array | Float32Array, from: number, columns: Int32Array): void {
  for (let place = 0; place < columns.length; place++) sums[columns[place]!]! += matrix[from + columns[place]!]!;
}

function countRow(counts: Float64Array, given: Float64Array, from: number, tokens: Int32Array, sums: Float64Array, weight: number): void {
  for (let place = 0; place < tokens.length; place++) {
    const token = tokens[place]!;
    if (sums[token]! > 0) counts[from + token]! += (weight * given[from + token]!) / sums[token]!;
  }
}

/** Keeps what differs from the token alone; what is left out is taken as `alone`. */
function sparse(given: Float64Array, alone: Float64Array, width: number): Translation['given'] {
  const kept: Translation['given'] = [];
  for (let place = 0; place < given.length; place++) {
    const column = place % width;
    if (given[place]! > alone[column]! * 1.5 && given[place]! > 1e-3) kept.push([(place - column) / width, column, rounded(given[place]!)]);
  }
  return kept;
}

const rounded = (value: number): number => Number(value.toPrecision(6));

const translators = new WeakMap<Translation, (a: Tokens, b: Tokens) => number>();
interface Tokens {
  tokens: Uint32Array;
}

/** Bits for each token of b that two texts speak for one matter. */
export function translatorOf({ translations }: Knowledge, field: string): (a: Tokens, b: Tokens) => number {
  const translation = translations[field];
  if (!translation) return shareOfTokens;
  let translator = translators.get(translation);
  if (!translator) translators.set(translation, (translator = make(translation)));
  return translator;
}

/** Before anything is learned: how many tokens are shared, as Dice's coefficient. */
function shareOfTokens({ tokens: a }: Tokens, { tokens: b }: Tokens): number {
  return (2 * sharedCount(a, b)) / (a.length + b.length || 1);
}

/** With fewer known tokens than this share of a text, its score is drawn to undecided. */
const enoughKnown = 0.6;

function make({ a, b, alone, given, edges }: Translation): (a: Tokens, b: Tokens) => number {
  const width = b.length;
  const table = new Float32Array(a.length * width);
  for (let row = 0; row < a.length; row++) table.set(alone, row * width);
  for (const [row, column, probability] of given) table[row * width + column] = probability;
  const [placeA, placeB] = [placesOf(a.map(codeOf)), placesOf(b.map(codeOf))];
  const [leftOf, rightOf] = [remembering(({ tokens }) => known(tokens, placeA)), remembering(({ tokens }) => known(tokens, placeB))];
  const foreignOf = remembering(({ tokens }) => tokens.filter((token) => !placeB.has(token)));
  const sums = new Float64Array(width);
  const undecided = ((edges[1] ?? 0) + (edges[2] ?? 0)) / 2;
  return (textA, textB) => {
    const [left, right] = [leftOf(textA), rightOf(textB)];
    for (let place = 0; place < right.length; place++) sums[right[place]!] = 0;
    for (let word = 0; word < left.length; word++) addRow(sums, table, left[word]! * width, right);
    let bits = 0;
    for (let place = 0; place < right.length; place++)
      bits += Math.log2(loose + ((1 - loose) * sums[right[place]!]!) / (left.length || 1) / alone[right[place]!]!);
    const shared = sharedCount(foreignOf(textA), foreignOf(textB));
    const score = (bits + 3 * shared) / (right.length + shared + 4);
    const share = Math.min(left.length / textA.tokens.length, (right.length + shared) / textB.tokens.length);
    return share >= enoughKnown ? score : undecided + (score - undecided) * (share / enoughKnown);
  };
}

function remembering<Made extends object>(make: (text: Tokens) => Made): (text: Tokens) => Made {
  const remembered = new WeakMap<Tokens, Made>();
  return (text) => {
    let found = remembered.get(text);
    if (!found) remembered.set(text, (found = make(text)));
    return found;
  };
}

/** How many numbers two ascending lists share. */
function sharedCount(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let left = 0, right = 0; left < a.length && right < b.length;) {
    const difference = a[left]! - b[right]!;
    if (difference === 0) shared++;
    if (difference <= 0) left++;
    if (difference >= 0) right++;
  }
  return shared;
}

/** The tokens that occur in at least `least` texts, at most so many, in order. */
function frequent(texts: readonly Uint32Array[], least: number): Uint32Array {
  const counts = new Map<number, number>();
  for (const text of texts) for (const token of text) counts.set(token, (counts.get(token) ?? 0) + 1);
  const found = [...counts]
    .filter(([, n]) => n >= least)
    .sort(([one, n], [other, m]) => m - n || one - other)
    .slice(0, most);
  return Uint32Array.from(found, ([token]) => token).sort();
}

const placesOf = (tokens: ArrayLike<number>): Map<number, number> => new Map(Array.from(tokens, (token, place) => [token, place]));

/** The places of those tokens of a text that are known. */
function known(tokens: Uint32Array, places: ReadonlyMap<number, number>): Int32Array {
  const found = new Int32Array(tokens.length);
  let size = 0;
  for (const token of tokens) {
    const place = places.get(token);
    if (place !== undefined) found[size++] = place;
  }
  return found.subarray(0, size);
}
