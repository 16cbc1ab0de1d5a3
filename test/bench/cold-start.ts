import { eventually } from '#testing/eventually';
import { atOnce, type Figure } from './measure.js';
import { post } from '../e2e/insist.js';
import { openTransfers } from './open.js';
import type { Stage } from './stage.js';

const open = 2_000;
const lanes = 16;

/**
 * How long a worker that starts with an empty memory takes until one new command on each of 2,000 open transfers has had its effect: all of them were decided while it stood still.
 * The baseline is the worker that has them in hand: how long the engine took to open them.
 */
export async function coldStart(stage: Stage): Promise<Figure[]> {
  const { product, owner, reviewers } = stage;
  const began = performance.now();
  const transfers = await openTransfers(stage, open);
  const opening = (performance.now() - began) / 1000;

  product.kill('worker', 'SIGSTOP');
  await atOnce(open, lanes, async (n) => {
    const reviewer = reviewers[n % reviewers.length]!;
    const { task } = transfers[n]!;
    await post(reviewer, `/api/tasks/${task}/claim`);
    await post(reviewer, `/api/tasks/${task}/decide`, { outcome: 'return', reason: '不属于受理范围' });
  });
  const before = product.run().children.worker!.pid;
  product.kill('worker', 'SIGKILL');
  const { pid } = await eventually(() => {
    const now = product.run().children.worker;
    if (!now || now.pid === before) throw new Error('The worker has not been started again.');
    return now;
  });
  const started = performance.now();
  await eventually(async () => {
    const { rows } = await owner.query<{ left: string }>(`select count(*) as left from process where id = any ($1) and state <> 'closed'`, [
      transfers.map(({ process }) => process),
    ]);
    if (Number(rows[0]!.left) > 0) throw new Error(`${rows[0]!.left} transfers wait for the worker (process ${pid}).`);
  }, 600);
  return [
    { name: 'coldStart', value: (performance.now() - started) / 1000, unit: 's', n: open, bound: { atMost: 60 } },
    { name: 'coldStart.opening', value: opening, unit: 's', n: open },
  ];
}
