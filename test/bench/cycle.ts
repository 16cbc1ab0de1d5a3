import { bareTemporal } from './bare.js';
import { atOnce, type Figure, warmUp } from './measure.js';
import { closed, clues, firstTask, offer, type Stage, Watch } from './stage.js';

/** In turns, so that a machine that turns slower does so for all that are compared. */
const rounds = 4;
/** Cycles of a round, by how many are done at once. */
const cycles = { 1: 15, 32: 384 };
const bounds = { 1: { customary: 1.1, tuned: 0.7 }, 32: { customary: 1.2, tuned: 0.7 } };

/** Open, visible, claimed, decided, closed: over HTTP and waiting by server-sent events, beside bare Temporal on the same server. */
export async function cycle(stage: Stage): Promise<Figure[]> {
  const { reviewers, product } = stage;
  const watches = reviewers.map((reviewer) => new Watch(reviewer));
  const ready: string[] = [];
  const one = async (n: number) => {
    const reviewer = reviewers[n % reviewers.length]!;
    const watch = watches[n % watches.length]!;
    const process = await offer(stage, ready.pop()!);
    const task = await watch.hears(process, firstTask);
    await reviewer.ok(reviewer.post(`/api/tasks/${task}/claim`));
    await reviewer.ok(reviewer.post(`/api/tasks/${task}/decide`, { outcome: 'return', reason: '不属于受理范围' }));
    await watch.hears(process, closed);
  };

  const address = product.run().temporalAddress!;
  const customary = await bareTemporal(address, 'liandong', 'customary');
  const tuned = await bareTemporal(address, 'liandong', 'tuned');
  const compared = { ours: one, customary: customary.cycle, tuned: tuned.cycle };
  type Name = keyof typeof compared;
  const names = Object.keys(compared) as Name[];

  const figures: Figure[] = [];
  try {
    ready.push(...(await clues(stage, warmUp.total)));
    for (const name of names) await atOnce(warmUp.total, warmUp.atOnce, compared[name]);
    for (const concurrency of [1, 32] as const) {
      const seconds = { ours: 0, customary: 0, tuned: 0 };
      for (let round = 0; round < rounds; round++) {
        ready.push(...(await clues(stage, cycles[concurrency])));
        for (const name of names) {
          const started = performance.now();
          await atOnce(cycles[concurrency], concurrency, compared[name]);
          seconds[name] += (performance.now() - started) / 1000;
        }
      }
      const n = rounds * cycles[concurrency];
      const rate = (name: Name) => n / seconds[name];
      const ratio = (name: 'customary' | 'tuned') => ({ value: rate('ours') / rate(name), unit: '×', n, bound: { atLeast: bounds[concurrency][name] } });
      figures.push(
        { name: `cycle.${concurrency}`, value: rate('ours'), unit: '/s', n },
        { name: `cycle.${concurrency}.customary`, value: rate('customary'), unit: '/s', n },
        { name: `cycle.${concurrency}.tuned`, value: rate('tuned'), unit: '/s', n },
        { name: `cycle.${concurrency}.toCustomary`, ...ratio('customary') },
        { name: `cycle.${concurrency}.toTuned`, ...ratio('tuned') },
      );
    }
  } finally {
    await Promise.all([...watches.map((watch) => watch.end()), customary.stop(), tuned.stop()]);
  }
  return figures;
}
