import type { FieldValues, Rows } from '../records.js';
import { compare } from '../compare.js';
import { seeded } from '../tables.js';

const sampled = 80_000;
/** Texts take longer to compare, and their levels are all common enough to be counted in fewer pairs. */
const sampledTexts = 12_000;
const sampledWords = 8_000;

/** How the levels of a field fall between strangers: in pairs drawn by a fixed seed, and where equal values are one level, counted over all pairs. */
export function strangers(fields: readonly FieldValues[], a: Rows, b: Rows): number[][] {
  const texts = fields.some(({ field }) => field.columns['texts'] !== undefined);
  const pairs = draw(texts ? sampledTexts : sampled, a[0]!.length, b[0]!.length);
  const few = texts ? draw(sampledWords, a[0]!.length, b[0]!.length) : pairs;
  return fields.map((field, place) => {
    const counts = new Float64Array(field.kind.levels.length);
    for (const level of compare([field], [a[place]!], [b[place]!], field.field.kind === 'matter' ? few : pairs)) counts[level]!++;
    return sharesOf(counts, field, a[place]!, b[place]!);
  });
}

/** So many pairs, or as many as there are, in the order of a's rows. */
function draw(most: number, sizeA: number, sizeB: number): { a: Int32Array; b: Int32Array } {
  const random = seeded(7);
  const count = Math.min(most, sizeA * sizeB);
  const [a, b] = [new Int32Array(count), new Int32Array(count)];
  for (let pair = 0; pair < count; pair++) a[pair] = random() * sizeA;
  for (let pair = 0; pair < count; pair++) b[pair] = random() * sizeB;
  return { a: a.sort(), b };
}

function sharesOf(counts: Float64Array, { kind, values }: FieldValues, a: Int32Array, b: Int32Array): number[] {
  const present = counts.reduce((sum, each, level) => sum + (level > 0 ? each : 0), 0);
  const floor = 0.3;
  const shares = [...counts].map((count, level) => (level === 0 ? 0 : (count + floor) / (present + floor * (counts.length - 1))));
  if (kind.identical === undefined) return shares;
  const equal = shareOfEqual(a, b, values.length);
  const others = shares.reduce((sum, share, level) => sum + (level === kind.identical ? 0 : share), 0);
  return shares.map((share, level) => (level === kind.identical ? Math.max(equal, 1e-7) : (share * (1 - equal)) / (others || 1)));
}

/** The share of pairs with the same value out of those that have one. */
function shareOfEqual(a: Int32Array, b: Int32Array, size: number): number {
  const [ofA, ofB] = [new Float64Array(size), new Float64Array(size)];
  for (const value of a) ofA[value]!++;
  for (const value of b) ofB[value]!++;
  let equal = 0;
  for (let value = 1; value < size; value++) equal += ofA[value]! * ofB[value]!;
  return equal / Math.max((a.length - ofA[0]!) * (b.length - ofB[0]!), 1);
}
