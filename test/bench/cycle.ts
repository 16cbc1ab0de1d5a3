import { bareCycles } from './bare.js';
import { atOnce, type Figure, warmUp } from './measure.js';
import { closed, clues, firstTask, offer, type Stage, Watch } from './stage.js';

const cycles = { 1: 20, 32: 160 };
const bareOf = { 1: 40, 32: 200 };
const bounds = { 1: { customary: 1.1, tuned: 0.7 }, 32: { customary: 1.2, tuned: 0.7 } };

/** Open, visible, claimed, decided, closed: over HTTP and waiting by server-sent events, beside bare Temporal on the same server. */
export async function cycle(stage: Stage): Promise<Figure[]> {
  const { reviewers, product } = stage;
  const watches = reviewers.map((reviewer) => new Watch(reviewer));
  const one = async (clue: string, n: number) => {
    const reviewer = reviewers[n % reviewers.length]!;
    const watch = watches[n % watches.length]!;
    const process = await offer(stage, clue);
    const task = await watch.hears(process, firstTask);
    await reviewer.ok(reviewer.post(`/api/tasks/${task}/claim`));
    await reviewer.ok(reviewer.post(`/api/tasks/${task}/decide`, { outcome: 'return', reason: '不属于受理范围' }));
    await watch.hears(process, closed);
  };

  const address = product.run().temporalAddress!;
  const figures: Figure[] = [];
  for (const concurrency of [1, 32] as const) {
    const total = cycles[concurrency];
    const warm = await clues(stage, warmUp.total);
    const ready = await clues(stage, total);
    await atOnce(warmUp.total, warmUp.atOnce, (n) => one(warm[n]!, n));
    const started = performance.now();
    await atOnce(total, concurrency, (n) => one(ready[n]!, n));
    const value = total / ((performance.now() - started) / 1000);
    const customary = await bareCycles(address, 'liandong', 'customary', bareOf[concurrency], concurrency);
    const tuned = await bareCycles(address, 'liandong', 'tuned', bareOf[concurrency], concurrency);
    figures.push(
      { name: `cycle.${concurrency}`, value, unit: '/s', n: total },
      { name: `cycle.${concurrency}.customary`, value: customary, unit: '/s', n: bareOf[concurrency] },
      { name: `cycle.${concurrency}.tuned`, value: tuned, unit: '/s', n: bareOf[concurrency] },
      { name: `cycle.${concurrency}.toCustomary`, value: value / customary, unit: '×', n: total, bound: { atLeast: bounds[concurrency].customary } },
      { name: `cycle.${concurrency}.toTuned`, value: value / tuned, unit: '×', n: total, bound: { atLeast: bounds[concurrency].tuned } },
    );
  }
  await Promise.all(watches.map((watch) => watch.end()));
  return figures;
}
