/** One figure, as `npm run bench` prints it. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** Of how many measurements. */
  n: number;
  /** What the figure has to keep to with `--check`. */
  bound?: { atMost: number } | { atLeast: number };
}

/** Cycles that are not counted, ours and those of bare Temporal alike: after them programs and workers run as those that have served for a while. */
export const warmUp = { total: 320, atOnce: 32 };

/** Does `work` for 0 … total − 1, so many at once. */
export async function atOnce(total: number, concurrency: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < total) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, total) }, lane));
}

/** Milliseconds that each of `total` calls took. */
export async function timed(total: number, concurrency: number, work: (n: number) => Promise<void>): Promise<{ each: number[]; perSecond: number }> {
  const each: number[] = [];
  const started = performance.now();
  await atOnce(total, concurrency, async (n) => {
    const before = performance.now();
    await work(n);
    each.push(performance.now() - before);
  });
  return { each, perSecond: total / ((performance.now() - started) / 1000) };
}

/** The value below which a share of the values lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Whether a bound names a time, a rate or a size of its own, and not a ratio to what was measured beside it. */
export const isAbsolute = ({ bound, unit }: Figure): boolean => bound !== undefined && !unit.startsWith('×');

/** The better one of a figure and of the same among those of another measurement, where an absolute bound judges; else the first. */
export function better(figure: Figure, others: Figure[]): Figure {
  const other = others.find(({ name }) => name === figure.name);
  if (!other || !figure.bound || !isAbsolute(figure)) return figure;
  const improved = 'atMost' in figure.bound ? other.value < figure.value : other.value > figure.value;
  return improved ? other : figure;
}

export const keeps = ({ value, bound }: Figure): boolean => !bound || ('atMost' in bound ? value <= bound.atMost : value >= bound.atLeast);
