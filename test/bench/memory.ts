import { readdirSync, readFileSync } from 'node:fs';
import { loadEnv } from '#config/env';
import { Database } from '#database/database';
import { recordOf } from '#runtime/running-record';
import { engineAt } from '#temporal/client';
import { rebuildEngine } from '#temporal/rebuild';
import type { ProductChild } from '#testing/product';
import { calm } from './calm.js';
import type { Figure } from './measure.js';
import { openTransfers } from './open.js';
import type { Stage } from './stage.js';

const open = 10_000;
const programs: ProductChild[] = ['worker', 'api', 'temporal', 'postgres'];

/** What each program holds in memory with 10,000 open transfers, after each was rung once more than it was opened; beside what it held before. */
export async function memory(stage: Stage): Promise<Figure[]> {
  const before = heldBy(stage);
  await openTransfers(stage, open);
  await ringAll(stage);
  await calm(stage);
  const held = heldBy(stage);
  return programs.flatMap((program) => [
    { name: `memory.${program}`, value: held[program].now, unit: 'MB', n: open, ...(program === 'worker' && { bound: { atMost: 900 } }) },
    { name: `memory.${program}.most`, value: held[program].most, unit: 'MB', n: open },
    { name: `memory.${program}.before`, value: before[program].now, unit: 'MB', n: 1 },
  ]);
}

/** Each story is walked through again: most of them have left the worker's memory, and come back from their histories. */
async function ringAll({ product }: Stage): Promise<void> {
  const database = await Database.connect({ url: recordOf(loadEnv(), product.data).worker, program: 'bench', poolSize: 4 });
  const engine = engineAt({ address: product.run().temporalAddress!, namespace: loadEnv().TEMPORAL_NAMESPACE });
  try {
    await rebuildEngine({ database, client: engine.client });
  } finally {
    await engine.close();
    await database.close();
  }
}

interface Held {
  now: number;
  /** The most that it ever held. */
  most: number;
}

function heldBy({ product }: Stage): Record<ProductChild, Held> {
  const { children } = product.run();
  return Object.fromEntries(programs.map((program) => [program, held(children[program]!.pid)])) as Record<ProductChild, Held>;
}

/** Megabytes in memory. A program with children (PostgreSQL) counts with them, what they share once. */
function held(pid: number): Held {
  const children = childrenOf(pid);
  if (children.length === 0) return { now: statusOf(pid, 'VmRSS'), most: statusOf(pid, 'VmHWM') };
  const now = [pid, ...children].reduce((sum, each) => sum + shareOf(each), 0);
  return { now, most: now };
}

const statusOf = (pid: number, field: string) => kilobytes(readFileSync(`/proc/${pid}/status`, 'utf8'), field);

/** What a process holds, shared pages divided among those who share them. One that has just ended holds nothing. */
function shareOf(pid: number): number {
  try {
    return kilobytes(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss');
  } catch {
    return 0;
  }
}

const kilobytes = (text: string, field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)![1]) / 1024;

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  ); // oxfmt-ignore
}
