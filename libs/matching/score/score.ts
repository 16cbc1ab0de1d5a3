import { compare, levelsOf } from '../compare.js';
import type { Pairs } from '../candidates/pairs.js';
import { shareIn, shareOf } from '../model/knowledge.js';
import type { Model } from '../model/model.js';
import { type Bits, bitsOf } from '../model/weights.js';
import type { FieldValues, Rows } from '../records.js';

/** Pairs with their score before assignment: the odds of a link as bits, and which reading is the most likely. */
export interface Scored extends Pairs {
  score: Float64Array;
  reading: Uint8Array;
}

/** What pairs are weighed with. */
export interface Scale {
  bits: Bits[];
  /** By field and level: the share of strangers there, where the weight depends on frequency, else 0. */
  usual: Float64Array[];
  /** By field and place of value: the share of its term. NaN: not asked yet. */
  shares: Float64Array[];
  fields: readonly FieldValues[];
  model: Model;
  /** The weights of the patterns that were met. */
  patterns: PatternWeights;
}

export function scaleOf(model: Model, fields: readonly FieldValues[]): Scale {
  return {
    patterns: new PatternWeights(),
    bits: bitsOf(model.weights),
    usual: fields.map(({ kind }, place) =>
      Float64Array.from(kind.levels, ({ byFrequency }, level) => (byFrequency ? model.weights.unrelated[place]![level]! : 0)),
    ),
    shares: fields.map((field) => sharesOfTerms(model, field)),
    fields,
    model,
  };
}

/** The shares of a field's values, as far as they are known without asking for each: where a value is its own term, those that were counted. */
function sharesOfTerms({ knowledge }: Model, { field, kind, values, written }: FieldValues): Float64Array {
  const shares = new Float64Array(kind.term ? values.length : 0);
  const counts = knowledge.frequencies[field.name];
  if (!counts || kind.identical === undefined) return shares.fill(NaN);
  shares.fill(shareIn(counts, undefined));
  for (const [term, count] of counts.of) {
    const place = written.find(term);
    if (place > 0) shares[place] = shareIn(counts, count);
  }
  return shares;
}

const mostByRarity = 8;

/** How many bits an agreement weighs more than one of a usual value, because this one is rare (or less, because it is common). */
export function rarity(scale: Scale, field: number, level: number, a: number, b: number): number {
  const usual = scale.usual[field]![level]!;
  if (usual === 0) return 0;
  const { kind, values } = scale.fields[field]!;
  const chance = kind.chance ? kind.chance(values[a], values[b]) : (shareOfTerm(scale, field, a) ?? usual);
  return Math.max(-mostByRarity, Math.min(mostByRarity, Math.log2(usual / Math.max(chance, 1e-7))));
}

function shareOfTerm({ shares, fields, model }: Scale, field: number, value: number): number | undefined {
  const known = shares[field]![value];
  if (known !== undefined && !Number.isNaN(known)) return known;
  const { field: of, kind, values } = fields[field]!;
  const found = kind.term && shareOf(model.knowledge, of.name, kind.term(values[value]));
  if (found !== undefined && value < shares[field]!.length) shares[field]![value] = found;
  return found;
}

/** Scores pairs. Patterns are weighed once each; what depends on values, pair by pair. */
export function score(scale: Scale, a: Rows, b: Rows, pairs: Pairs): Scored {
  const { fields, bits } = scale;
  const patterns = compare(fields, a, b, pairs);
  const scores = new Float64Array(patterns.length);
  const readings = new Uint8Array(patterns.length);
  const sums = new Float64Array(bits.length);
  for (let pair = 0; pair < patterns.length; pair++) {
    const weight = scale.patterns.of(patterns[pair]!, scale);
    for (let reading = 0; reading < bits.length; reading++) sums[reading] = weight.sums[reading]!;
    for (let place = 0; place < weight.rare.length; place++) {
      const field = weight.rare[place]!;
      const more = rarity(scale, field, weight.levels[field]!, a[field]![pairs.a[pair]!]!, b[field]![pairs.b[pair]!]!);
      for (let reading = 0; reading < bits.length; reading++) if (bits[reading]!.byFrequency[field]) sums[reading]! += more;
    }
    if (bits.length === 1) {
      scores[pair] = sums[0]!;
      continue;
    }
    const { score: found, reading } = weighReadings(bits, sums);
    scores[pair] = found;
    readings[pair] = reading;
  }
  return { ...pairs, score: scores, reading: readings };
}

/** The odds of all readings that are links against those that are not, in bits, and the likeliest link. */
export function weighReadings(bits: readonly Bits[], sums: ArrayLike<number>): { score: number; reading: number } {
  let best = -1;
  let links = 0;
  let others = 1;
  for (let reading = 0; reading < bits.length; reading++) {
    const odds = 2 ** sums[reading]!;
    if (!bits[reading]!.link) others += odds;
    else {
      links += odds;
      if (best < 0 || sums[reading]! > sums[best]!) best = reading;
    }
  }
  return { score: Math.log2(links / others), reading: best };
}

interface PatternWeight {
  sums: Float64Array;
  levels: number[];
  /** Fields whose agreement is weighed by its rarity. */
  rare: number[];
}

/** The weights of patterns, each made when it is first met: a hash table, since there are many pairs and few patterns. */
class PatternWeights {
  private slots = new Int32Array(1 << 10).fill(-1);
  private readonly patterns: number[] = [];
  private readonly weights: PatternWeight[] = [];

  of(pattern: number, scale: Scale): PatternWeight {
    let slot = this.slot(pattern);
    if (this.slots[slot]! < 0) {
      if (this.patterns.length * 2 > this.slots.length) {
        this.slots = new Int32Array(this.slots.length * 4).fill(-1);
        this.patterns.forEach((each, place) => (this.slots[this.slot(each)] = place));
        slot = this.slot(pattern);
      }
      this.slots[slot] = this.patterns.push(pattern) - 1;
      this.weights.push(weigh(scale, pattern));
    }
    return this.weights[this.slots[slot]!]!;
  }

  private slot(pattern: number): number {
    const mask = this.slots.length - 1;
    let slot = (Math.imul(pattern, 0x9e3779b1) >>> 12) & mask;
    while (this.slots[slot]! >= 0 && this.patterns[this.slots[slot]!] !== pattern) slot = (slot + 1) & mask;
    return slot;
  }
}

function weigh({ fields, bits, usual }: Scale, pattern: number): PatternWeight {
  const levels = levelsOf(pattern, fields);
  const sums = Float64Array.from(bits, ({ prior, of }) => levels.reduce((sum, level, field) => sum + of[field]![level]!, prior));
  return { sums, levels, rare: levels.flatMap((level, field) => (usual[field]![level]! > 0 ? [field] : [])) };
}

export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits);
