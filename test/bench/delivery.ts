import { type Figure, percentile } from './measure.js';
import { openTransfers } from './open.js';
import { clues, firstTask, offer, type Stage, Watch } from './stage.js';

const times = 120;
const warmUp = 10;

/** From a commit, as its answer tells it, until a reviewer's stream tells of the next task: of the first one, with which a transfer opens, and of the one that the engine opens once that is decided. */
export async function delivery(stage: Stage): Promise<Figure[]> {
  const reviewer = stage.reviewers[0]!;
  const watch = new Watch(reviewer);
  const first: number[] = [];
  const next: number[] = [];

  for (const clue of await clues(stage, warmUp + times)) {
    const process = await offer(stage, clue);
    const committed = performance.now();
    await watch.hears(process, firstTask);
    first.push(performance.now() - committed);
  }

  const decide = (task: string, decision: object) => reviewer.ok(reviewer.post(`/api/tasks/${task}/decide`, decision));
  for (const { process, task } of await openTransfers(stage, warmUp + times)) {
    await reviewer.ok(reviewer.post(`/api/tasks/${task}/claim`));
    await decide(task, { outcome: 'sign' });
    const committed = performance.now();
    const proposal = await watch.hears(process, ({ tasks }) => tasks.find((open) => open !== task));
    next.push(performance.now() - committed);
    await decide(proposal, { outcome: 'parked', opinion: '暂存待查' }); // nobody may hold many
  }

  await watch.end();
  return Object.entries({ first, next }).flatMap(([name, waited]) => {
    const measured = waited.slice(warmUp);
    return [
      { name: `delivery.${name}.p50`, value: percentile(measured, 0.5), unit: 'ms', n: measured.length, bound: { atMost: 60 } },
      { name: `delivery.${name}.p99`, value: percentile(measured, 0.99), unit: 'ms', n: measured.length },
    ];
  });
}
