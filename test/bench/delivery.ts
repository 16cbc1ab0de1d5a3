import { type Figure, percentile, timed } from './measure.js';
import { clues, firstTask, offer, type Stage, Watch } from './stage.js';

const times = 120;

/** From the commit of an offer, as its answer tells it, until a reviewer's stream tells of its first task. */
export async function delivery(stage: Stage): Promise<Figure[]> {
  const watch = new Watch(stage.reviewers[0]!);
  const ready = await clues(stage, times + 10);
  const waited: number[] = [];
  await timed(ready.length, 1, async (n) => {
    const process = await offer(stage, ready[n]!);
    const committed = performance.now();
    await watch.hears(process, firstTask);
    if (n >= 10) waited.push(performance.now() - committed);
  });
  await watch.end();
  return [
    { name: 'delivery.p50', value: percentile(waited, 0.5), unit: 'ms', n: waited.length, bound: { atMost: 60 } },
    { name: 'delivery.p99', value: percentile(waited, 0.99), unit: 'ms', n: waited.length },
  ];
}
