import { eventually } from '#testing/eventually';
import { calm } from './calm.js';
import type { Figure } from './measure.js';
import { copiesOfAClue, openTransfers } from './open.js';
import { offer, type Stage } from './stage.js';

/** What is done in those before is not counted: after it the programs run as those that have served for a while. */
const seconds = { before: 25, peak: 10, steady: 60 };
/** Commands a second: what all but the steady minute are stocked for, and how often that gives one. */
const [peakRate, steadyRate] = [400, 60];
const lanes = 32;
/** What is done in turn: 30 in a hundred open a process, 35 claim, 35 decide. In turn and not by lot, so that nobody comes to hold more than they may. */
const turns = [...Array.from({ length: 6 }, () => ['claim', 'decide', 'open'] as const).flat(), 'claim', 'decide'] as const;

/** What is left to do: clues to offer, tasks to claim, tasks to decide; and how much has been done. */
interface Stock {
  clues: string[];
  open: string[];
  held: { task: string; by: number }[];
  begun: number;
}

/**
 * Commands a second over HTTP, 32 at once: 30 in a hundred open a process, 35 claim a task that was opened before, 35 decide what was claimed.
 * With the engine standing still, with everything running, and, after a steady minute without the engine, how long it takes until all next tasks are there.
 */
export async function commands(stage: Stage): Promise<Figure[]> {
  const { product, owner } = stage;
  const stock: Stock = { clues: [], open: [], held: [], begun: 0 };
  await stockUp(stage, stock, peakRate * (seconds.before + 2 * seconds.peak));
  await during(seconds.before, lanes, Infinity, () => oneCommand(stage, stock));
  const engine = (signal: 'SIGSTOP' | 'SIGCONT') => product.kill('temporal', signal);
  const figures: Figure[] = [];

  for (const [name, atLeast, pause] of [
    ['running', 100, false],
    ['engineAway', 300, true],
  ] as const) {
    await calm(stage);
    if (pause) engine('SIGSTOP');
    const done = await during(seconds.peak, lanes, Infinity, () => oneCommand(stage, stock));
    if (pause) engine('SIGCONT');
    figures.push({ name: `commands.${name}`, value: done / seconds.peak, unit: '/s', n: done, bound: { atLeast } });
  }

  await stockUp(stage, stock, steadyRate * seconds.steady);
  engine('SIGSTOP');
  const done = await during(seconds.steady, lanes, steadyRate, () => oneCommand(stage, stock));
  engine('SIGCONT');
  const returned = performance.now();
  await eventually(async () => {
    const { rows } = await owner.query<{ behind: string }>(
      `select (select count(*) from outbox) + (select count(*) from process p where p.closed_at is null and not exists (select from task t where t.process_id = p.id and t.state = 'open')) as behind`,
    );
    if (Number(rows[0]!.behind) > 0) throw new Error(`${rows[0]!.behind} processes wait for their next task.`);
  }, 1_200);
  figures.push(
    { name: 'commands.steady', value: done / seconds.steady, unit: '/s', n: done, bound: { atLeast: 0.95 * steadyRate } },
    { name: 'commands.caughtUp', value: (performance.now() - returned) / 1000, unit: 's', n: done, bound: { atMost: 120 } },
  );
  return figures;
}

/** Adds clues to offer, and tasks to claim, for so many commands. */
async function stockUp(stage: Stage, stock: Stock, total: number): Promise<void> {
  process.stderr.write(`Preparing ${total} commands.\n`);
  const [toOpen, toClaim] = [Math.ceil(total * 0.3), Math.ceil(total * 0.35) + lanes];
  stock.clues.push(...(await copiesOfAClue(stage, toOpen)));
  stock.open.push(...(await openTransfers(stage, toClaim)).map(({ task }) => task));
  await stage.owner.query('analyze'); // of what was written in one go the planner would hear in the middle of what is measured
}

async function oneCommand(stage: Stage, stock: Stock): Promise<boolean> {
  const turn = turns[stock.begun++ % turns.length];
  const held = turn === 'decide' ? stock.held.shift() : undefined; // what is being claimed cannot be decided yet: then one more is claimed
  if (held) {
    const reviewer = stage.reviewers[held.by]!;
    await reviewer.ok(reviewer.post(`/api/tasks/${held.task}/decide`, { outcome: 'return', reason: '不属于受理范围' }));
  } else if (turn === 'open') {
    const clue = stock.clues.pop();
    if (!clue) return false;
    await offer(stage, clue);
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
