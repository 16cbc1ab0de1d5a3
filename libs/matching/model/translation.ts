import type { Knowledge, Translation } from './knowledge.js';

const most = 420;
const rounds = 3;
/** The part of a text that has nothing to do with the other. */
const loose = 0.15;

/** A pair of texts, as the sorted tokens of each side, and how surely they tell of one matter. */
export interface Example {
  a: readonly string[];
  b: readonly string[];
  weight: number;
}

/** Learns which tokens of b stand beside which tokens of a where both tell of one matter (IBM's first translation model). `texts` of b say how likely a token is by itself. */
export function learnTranslation(examples: readonly Example[], texts: readonly (readonly string[])[], edges: number[] = []): Translation {
  const a = frequent(
    examples.map((each) => each.a),
    2,
  );
  const b = frequent(texts, 3);
  const [placeA, placeB] = [placesOf(a), placesOf(b)];
  const alone = new Float64Array(b.length);
  let total = 0;
  for (const text of texts) for (const token of text) count(token);
  function count(token: string): void {
    const place = placeB.get(token);
    if (place === undefined) return;
    alone[place]!++;
    total++;
  }
  for (let place = 0; place < b.length; place++) alone[place]! /= Math.max(total, 1);

  const coded = examples.map(({ a: left, b: right, weight }) => ({ left: codes(left, placeA), right: codes(right, placeB), weight }));
  let given = new Float64Array(a.length * b.length);
  for (let row = 0; row < a.length; row++) given.set(alone, row * b.length);
  for (let round = 0; round < rounds; round++) given = reestimate(given, coded, alone, a.length);
  return { a, b, alone: [...alone].map(rounded), given: sparse(given, alone, b.length), edges };
}

function reestimate(
  given: Float64Array<ArrayBuffer>,
  pairs: readonly { left: Int32Array; right: Int32Array; weight: number }[],
  alone: Float64Array,
  rows: number,
): Float64Array<ArrayBuffer> {
  const width = alone.length;
  const counts = new Float64Array(given.length);
  for (const { left, right, weight } of pairs) {
    for (const token of right) {
      let sum = loose * alone[token]! * left.length;
      for (const word of left) sum += given[word * width + token]!;
      if (sum > 0) for (const word of left) counts[word * width + token]! += (weight * given[word * width + token]!) / sum;
    }
  }
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let place = 0; place < width; place++) sum += counts[row * width + place]!;
    const prior = 2; // as if two tokens had been seen that fell as they fall alone
    for (let place = 0; place < width; place++) counts[row * width + place] = (counts[row * width + place]! + prior * alone[place]!) / (sum + prior);
  }
  return counts;
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
  tokens: readonly string[];
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
  const there = new Set(b);
  return (2 * a.filter((token) => there.has(token)).length) / (a.length + b.length || 1);
}

/** With fewer known tokens than this share of a text, its score is drawn to undecided. */
const enoughKnown = 0.6;

function make({ a, b, alone, given, edges }: Translation): (a: Tokens, b: Tokens) => number {
  const width = b.length;
  const table = new Float32Array(a.length * width);
  for (let row = 0; row < a.length; row++) table.set(alone, row * width);
  for (const [row, column, probability] of given) table[row * width + column] = probability;
  const [placeA, placeB] = [placesOf(a), placesOf(b)];
  const foreign = new Map<string, number>();
  const [leftOf, rightOf] = [remembering(({ tokens }) => codes(tokens, placeA)), remembering(({ tokens }) => codes(tokens, placeB))];
  const foreignOf = remembering(({ tokens }) => foreignCodes(tokens, placeB, foreign));
  const undecided = ((edges[1] ?? 0) + (edges[2] ?? 0)) / 2;
  return (textA, textB) => {
    const [left, right] = [leftOf(textA), rightOf(textB)];
    let bits = 0;
    for (let place = 0; place < right.length; place++) {
      const token = right[place]!;
      let sum = 0;
      for (let word = 0; word < left.length; word++) sum += table[left[word]! * width + token]!;
      bits += Math.log2(loose + ((1 - loose) * sum) / (left.length || 1) / alone[token]!);
    }
    const shared = sharedCount(foreignOf(textA), foreignOf(textB));
    const score = (bits + 3 * shared) / (right.length + shared + 4);
    const known = Math.min(left.length / textA.tokens.length, (right.length + shared) / textB.tokens.length);
    return known >= enoughKnown ? score : undecided + (score - undecided) * (known / enoughKnown);
  };
}

function remembering(make: (text: Tokens) => Int32Array): (text: Tokens) => Int32Array {
  const remembered = new WeakMap<Tokens, Int32Array>();
  return (text) => {
    let found = remembered.get(text);
    if (!found) remembered.set(text, (found = make(text)));
    return found;
  };
}

/** The tokens that the translation does not know, as ascending numbers. */
function foreignCodes(tokens: readonly string[], known: ReadonlyMap<string, number>, numbers: Map<string, number>): Int32Array {
  const found: number[] = [];
  for (const token of tokens) {
    if (known.has(token)) continue;
    let number = numbers.get(token);
    if (number === undefined) numbers.set(token, (number = numbers.size));
    found.push(number);
  }
  return Int32Array.from(found).sort();
}

/** How many numbers two ascending lists share. */
function sharedCount(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  for (let left = 0, right = 0; left < a.length && right < b.length;) {
    const difference = a[left]! - b[right]!;
    if (difference === 0) shared++;
    if (difference <= 0) left++;
    if (difference >= 0) right++;
  }
  return shared;
}

/** The tokens that occur in at least `least` texts, at most so many, in a fixed order. */
function frequent(texts: readonly (readonly string[])[], least: number): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const token of text) counts.set(token, (counts.get(token) ?? 0) + 1);
  return [...counts]
    .filter(([, n]) => n >= least)
    .sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1))
    .slice(0, most)
    .map(([token]) => token)
    .sort();
}

const placesOf = (tokens: readonly string[]): Map<string, number> => new Map(tokens.map((token, place) => [token, place]));

const codes = (tokens: readonly string[], places: ReadonlyMap<string, number>): Int32Array =>
  Int32Array.from(tokens.flatMap((token) => places.get(token) ?? []));
