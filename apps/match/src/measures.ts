import type { Link } from '#matching/links';
import type { TrueLink } from './read-table.js';

const keyOf = ({ a, b }: { a: string; b: string }): string => JSON.stringify([a, b]);

/** How well links agree with the truth. */
export interface Measures {
  precision: number;
  recall: number;
  f1: number;
  /** The best F1 at any threshold, and the threshold. */
  bestF1: number;
  bestAt: number;
  recallByRelation: Record<string, number>;
  /** The share of rightly linked pairs whose relation is right too. */
  relationRight?: number;
  /** How far probabilities of linked pairs lie from what came true, in ten bins. */
  calibrationError: number;
}

export function measure(links: readonly Link[], truth: readonly TrueLink[]): Measures {
  const relations = new Map(truth.map((link) => [keyOf(link), link.relation ?? 'link']));
  const linked = links.filter(({ probability }) => probability >= 0.5);
  const right = linked.filter((link) => relations.has(keyOf(link)));
  const [precision, recall] = [share(right.length, linked.length), share(right.length, relations.size)];
  const totals: Record<string, [number, number]> = {};
  for (const relation of relations.values()) (totals[relation] ??= [0, 0])[1]++;
  for (const link of right) totals[relations.get(keyOf(link))!]![0]++;
  const named = truth.some(({ relation }) => relation !== undefined);
  return {
    precision: rounded(precision),
    recall: rounded(recall),
    f1: rounded(share(2 * precision * recall, precision + recall)),
    ...best(links, relations),
    recallByRelation: Object.fromEntries(
      Object.entries(totals)
        .sort()
        .map(([relation, [found, all]]) => [relation, rounded(share(found, all))]),
    ),
    ...(named && { relationRight: rounded(share(right.filter((link) => relations.get(keyOf(link)) === link.relation).length, right.length)) }),
    calibrationError: rounded(calibrationError(linked, relations)),
  };
}

function best(links: readonly Link[], truth: ReadonlyMap<string, string>): { bestF1: number; bestAt: number } {
  const sorted = [...links].sort((one, other) => other.probability - one.probability);
  let found = 0;
  let result = { bestF1: 0, bestAt: 1 };
  sorted.forEach((link, place) => {
    if (truth.has(keyOf(link))) found++;
    if (sorted[place + 1]?.probability === link.probability) return;
    const f1 = (2 * found) / (place + 1 + truth.size);
    if (f1 > result.bestF1) result = { bestF1: f1, bestAt: link.probability };
  });
  return { bestF1: rounded(result.bestF1), bestAt: rounded(result.bestAt) };
}

function calibrationError(linked: readonly Link[], truth: ReadonlyMap<string, string>): number {
  const bins = Array.from({ length: 10 }, () => ({ expected: 0, right: 0 }));
  for (const link of linked) {
    const bin = bins[Math.min(9, Math.floor(link.probability * 10))]!;
    bin.expected += link.probability;
    bin.right += truth.has(keyOf(link)) ? 1 : 0;
  }
  return share(
    bins.reduce((sum, { expected, right }) => sum + Math.abs(expected - right), 0),
    linked.length,
  );
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const rounded = (value: number): number => Number(value.toFixed(4));
