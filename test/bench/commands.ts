import { eventually } from '#testing/eventually';
import { atOnce, type Figure } from './measure.js';
import { clues, offer, type Stage } from './stage.js';

const seconds = { peak: 10, steady: 60 };
const steadyRate = 60;
const lanes = 32;

/** What is left to do: clues to offer, tasks to claim, tasks to decide. */
interface Stock {
  clues: string[];
  open: string[];
  held: { task: string; by: number }[];
}

/**
 * Commands a second over HTTP, 32 at once: 30 in a hundred open a process, 35 claim a task that was opened before, 35 decide what was claimed.
 * With the engine standing still, with everything running, and, after a steady minute without the engine, how long it takes until all next tasks are there.
 */
export async function commands(stage: Stage): Promise<Figure[]> {
  const { product, owner } = stage;
  const peakStock = await stockUp(stage, 400 * seconds.peak);
  const engine = (signal: 'SIGSTOP' | 'SIGCONT') => product.kill('temporal', signal);
  const figures: Figure[] = [];

  for (const [name, atLeast, pause] of [
    ['running', 100, false],
    ['engineAway', 300, true],
  ] as const) {
    if (pause) engine('SIGSTOP');
    const done = await during(seconds.peak, lanes, Infinity, () => oneCommand(stage, peakStock));
    if (pause) engine('SIGCONT');
    figures.push({ name: `commands.${name}`, value: done / seconds.peak, unit: '/s', n: done, bound: { atLeast } });
  }

  const steadyStock = await stockUp(stage, steadyRate * seconds.steady);
  engine('SIGSTOP');
  const done = await during(seconds.steady, lanes, steadyRate, () => oneCommand(stage, steadyStock));
  engine('SIGCONT');
  const returned = performance.now();
  await eventually(async () => {
    const { rows } = await owner.query<{ behind: string }>(
      `select (select count(*) from outbox) + (select count(*) from process p where p.closed_at is null and not exists (select from task t where t.process_id = p.id and t.state = 'open')) as behind`,
    );
    if (Number(rows[0]!.behind) > 0) throw new Error(`${rows[0]!.behind} processes wait for their next task.`);
  }, 1_200);
  figures.push(
    { name: 'commands.steady', value: done / seconds.steady, unit: '/s', n: done },
    { name: 'commands.caughtUp', value: (performance.now() - returned) / 1000, unit: 's', n: done, bound: { atMost: 120 } },
  );
  return figures;
}

/** Clues to offer, and tasks to claim, for so many commands. */
async function stockUp(stage: Stage, total: number): Promise<Stock> {
  process.stderr.write(`Preparing ${total} commands.\n`);
  const [toOpen, toClaim] = [Math.ceil(total * 0.3), Math.ceil(total * 0.35)];
  const ready = await clues(stage, toOpen + toClaim);
  const opened: string[] = [];
  await atOnce(toClaim, lanes, async (n) => void opened.push(await offer(stage, ready[n]!)));
  const open = await eventually(async () => {
    const { rows } = await stage.owner.query<{ id: string }>(`select id from task where process_id = any ($1) and state = 'open' and holder is null`, [opened]);
    if (rows.length < toClaim) throw new Error(`${rows.length} of ${toClaim} tasks are there.`);
    return rows.map(({ id }) => id);
  }, 1_200);
  return { clues: ready.slice(toClaim), open, held: [] };
}

async function oneCommand(stage: Stage, stock: Stock): Promise<boolean> {
  const dice = Math.random();
  const clue = dice < 0.3 ? stock.clues.pop() : undefined;
  const held = !clue && dice < 0.65 && stock.held.length > 0 ? stock.held.shift() : undefined;
  if (clue) await offer(stage, clue);
  else if (held) {
    const reviewer = stage.reviewers[held.by]!;
    await reviewer.ok(reviewer.post(`/api/tasks/${held.task}/decide`, { outcome: 'return', reason: '不属于受理范围' }));
  } else {
    const task = stock.open.pop();
    if (!task) return false;
    const by = stock.open.length % stage.reviewers.length;
    await stage.reviewers[by]!.ok(stage.reviewers[by]!.post(`/api/tasks/${task}/claim`));
    stock.held.push({ task, by });
  }
  return true;
}

/** Does `work` for so many seconds, so many at once, at most so often a second. @returns how often it was done */
async function during(length: number, concurrency: number, rate: number, work: () => Promise<boolean>): Promise<number> {
  const started = performance.now();
  const end = started + length * 1000;
  let begun = 0;
  let done = 0;
  const lane = async () => {
    for (;;) {
      const due = started + (begun++ / rate) * 1000;
      if (Math.max(due, performance.now()) >= end) return;
      if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      if (!(await work())) throw new Error('The stock of commands is used up.');
      if (performance.now() < end) done++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return done;
}
