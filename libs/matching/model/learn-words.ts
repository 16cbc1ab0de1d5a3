import type { Pairs } from '../candidates/pairs.js';
import type { Matter } from '../kinds/matter.js';
import { kindOf } from '../kinds/kinds.js';
import type { FieldValues, Rows } from '../records.js';
import type { Knowledge, Translation } from './knowledge.js';
import { type Example, learnTranslation, translatorOf, wordsOf } from './translation.js';

/** Level counts of the true links, as far as they could be judged by pairs that a level was not learned from. */
export type HeldOut = Record<string, Float64Array>;

/** Learns which words of a go with which words of b, from pairs that are links for other reasons. `weights` say how surely. */
export function learnWords(fields: FieldValues[], a: Rows, b: Rows, pairs: Pairs, weights: Float64Array, knowledge: Knowledge): HeldOut {
  const heldOut: HeldOut = {};
  fields.forEach((field, place) => {
    const learn = field.field.kind === 'category' ? learnPairs : field.field.kind === 'matter' ? learnTexts : undefined;
    if (!learn) return;
    const examples = examplesOf(field, a[place]!, b[place]!, pairs, weights);
    heldOut[field.field.name] = learn(field, b[place]!, a[place]!, examples, knowledge);
    field.kind = kindOf(field.field, knowledge);
  });
  return heldOut;
}

interface Judged {
  a: unknown;
  b: unknown;
  weight: number;
}

function examplesOf({ values }: FieldValues, a: Int32Array, b: Int32Array, pairs: Pairs, weights: Float64Array): Judged[] {
  const found: Judged[] = [];
  for (let pair = 0; pair < weights.length; pair++) {
    const [left, right] = [a[pairs.a[pair]!]!, b[pairs.b[pair]!]!];
    if (left > 0 && right > 0 && weights[pair]! > 0.5) found.push({ a: values[left], b: values[right], weight: weights[pair]! });
  }
  return found;
}

/** Every other example is judged by what the rest has taught. */
const crosswise = (examples: readonly Judged[]): { from: Judged[]; on: Judged[] }[] =>
  [0, 1].map((half) => ({ from: examples.filter((_, place) => place % 2 === half), on: examples.filter((_, place) => place % 2 !== half) }));

function learnPairs(field: FieldValues, b: Int32Array, a: Int32Array, examples: readonly Judged[], knowledge: Knowledge): Float64Array {
  const [aloneA, aloneB] = [sharesAlone(field, a), sharesAlone(field, b)];
  const tableOf = (from: readonly Judged[]) => {
    const counts = new Map<string, number>();
    const total = from.reduce((sum, { weight }) => sum + weight, 0);
    for (const { a: left, b: right, weight } of from)
      counts.set(`${left as string}\t${right as string}`, (counts.get(`${left as string}\t${right as string}`) ?? 0) + weight);
    const bits: Record<string, number> = {};
    for (const [left, shareA] of aloneA)
      for (const [right, shareB] of aloneB) {
        const expected = shareA * shareB * total;
        const value = Math.log2(((counts.get(`${left}\t${right}`) ?? 0) + 1) / (expected + 1));
        if (Math.abs(value) >= 0.3) bits[`${left}\t${right}`] = Number(value.toFixed(4));
      }
    return bits;
  };
  if (aloneA.length * aloneB.length > 40_000) return new Float64Array(field.kind.levels.length);
  const name = field.field.name;
  const held = judge(
    field,
    crosswise(examples).map(({ from, on }) => ({ on, knowledge: { ...knowledge, pairs: { ...knowledge.pairs, [name]: tableOf(from) } } })),
  );
  knowledge.pairs[name] = tableOf(examples);
  return held;
}

function sharesAlone({ values }: FieldValues, side: Int32Array): [string, number][] {
  const counts = new Map<number, number>();
  let total = 0;
  for (const value of side)
    if (value > 0) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
      total++;
    }
  return [...counts].map(([value, count]): [string, number] => [values[value] as string, count / total]).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Shares of the links below which a level begins. */
const quantiles = [0.04, 0.14, 0.35, 0.65];

function learnTexts(field: FieldValues, b: Int32Array, _a: Int32Array, examples: readonly Judged[], knowledge: Knowledge): Float64Array {
  const name = field.field.name;
  const words = wordsOf([...b].flatMap((value) => (value > 0 ? [(field.values[value] as Matter).tokens] : [])));
  const learn = (part: readonly Judged[]): Translation =>
    learnTranslation(
      part.map(({ a, b: right, weight }): Example => ({ a: (a as Matter).tokens, b: (right as Matter).tokens, weight })),
      words,
    );
  const knowing = (translation: Translation): Knowledge => ({ ...knowledge, translations: { ...knowledge.translations, [name]: translation } });
  const halves = crosswise(examples).map(({ from, on }) => ({ on, translation: learn(from) }));
  const scores = halves.flatMap(({ on, translation }) => {
    const score = translatorOf(knowing(translation), name);
    return on.map(({ a, b: right }) => score(a as Matter, right as Matter));
  });
  scores.sort((one, other) => one - other);
  const edges = quantiles.map((share) => Number((scores[Math.floor(share * scores.length)] ?? 0).toFixed(6)));
  knowledge.translations[name] = { ...learn(examples), edges };
  return judge(
    field,
    halves.map(({ on, translation }) => ({ on, knowledge: knowing({ ...translation, edges }) })),
  );
}

/** How the levels of examples fall by what was learned without them. */
function judge({ field, kind }: FieldValues, halves: readonly { on: readonly Judged[]; knowledge: Knowledge }[]): Float64Array {
  const counts = new Float64Array(kind.levels.length);
  for (const { on, knowledge } of halves) {
    const taught = kindOf(field, knowledge);
    for (const { a, b, weight } of on) counts[taught.compare(a, b)]! += weight;
  }
  return counts;
}
