/** One figure, as `npm run bench` prints it. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** Of how many measurements. */
  n: number;
  /** Set where a ratio is to what was measured minutes before, and not beside it. */
  apart?: true;
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

/** Whether the machine has a say in whether the bound is kept: where it is not on a ratio to what was measured beside it. */
export const isOfItsMoment = ({ bound, unit, apart }: Figure): boolean => bound !== undefined && (!unit.startsWith('×') || apart === true);

/** The better one of a figure and of the same among those of another measurement, where the machine has a say; else the first. */
export function better(figure: Figure, others: Figure[]): Figure {
  const other = others.find(({ name }) => name === figure.name);
  if (!other || !figure.bound || !isOfItsMoment(figure)) return figure;
  const improved = 'atMost' in figure.bound ? other.value < figure.value : other.value > figure.value;
  return improved ? other : figure;
}

export const keeps = ({ value, bound }: Figure): boolean => !bound || ('atMost' in bound ? value <= bound.atMost : value >= bound.atLeast);
