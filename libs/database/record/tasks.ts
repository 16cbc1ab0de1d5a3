import { v7 as uuid } from 'uuid';
import type { Transaction } from '../database.js';
import { beginDeadline, type RunningDeadline } from './deadlines.js';
import { anybodyMayHold, tellNobodyLeft } from './people.js';
import { type Happening, type Locked, write } from './process.js';

/** The task that a process opens with. */
export interface FirstTask {
  kind: string;
  /** `<organisation id>/<role>` */
  pool: string;
  /** The key of its policy; it runs from the opening. */
  deadline?: string;
}

/** A task as it is put into its pool. */
export interface NewTask extends Omit<FirstTask, 'deadline'> {
  step: string;
  deadline?: RunningDeadline;
  /** Who may not take it. */
  notBy?: string;
  /** Who gets it claimed. */
  holder?: { person: string; leaseUntil: Date };
}

/** Opens a task and lets its pool follow the process; where nobody may take it, the office is told. */
export async function openTask(tx: Transaction, process: Locked, { step, kind, pool, deadline, notBy, holder }: NewTask, now: Date): Promise<void> {
  const [, , anybody] = await Promise.all([
    tx.run(
      `with follows as (insert into process_reader (process_id, pool, relation) values ($2, $5, 'pool') on conflict do nothing)
       insert into task (id, process_id, step, kind, pool, holder, claimed_at, lease_until, not_by, deadline_id, due_at, opened_at, unit_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce($11, 'infinity'::timestamptz), $12, $13)`,
      [
        uuid(), process.id, step, kind, pool, holder?.person ?? null, holder ? now : null, holder?.leaseUntil ?? null, notBy ?? null,
        deadline?.id ?? null, deadline?.dueAt ?? null, now, process.unitId,
      ], // oxfmt-ignore
    ),
    write(tx, process, { at: now, action: 'task-opened', task: step, detail: { pool, deadline: deadline?.key, to: holder?.person } }),
    holder ? true : anybodyMayHold(tx, process, pool, notBy),
  ]);
  if (!anybody) await tellNobodyLeft(tx, process, { step, pool }, now);
}

/** Puts an open task back into its pool. */
export const takeFromHands = async (
  tx: Transaction,
  process: Locked,
  { id, step }: { id: string; step: string },
  why: Omit<Happening, 'task'>,
): Promise<void> => {
  await tx.run('update task set holder = null, claimed_at = null, lease_until = null, lease_warned_at = null where id = $1', [id]);
  await write(tx, process, { ...why, task: step });
};

/** The bell of a process that opens with its task may wait so many milliseconds: there is nothing that the engine has to do at once. What is decided meanwhile is told with it. */
const patienceOfOpening = 1_000;

/** The command that a process begins with, and the task that it opens with, as the story will ask for it. Its row has been inserted by this transaction. */
export async function begin(tx: Transaction, process: Locked, opened: { person?: string; detail?: Record<string, unknown> }, first?: FirstTask): Promise<void> {
  const command = { kind: 'open', patience: first && patienceOfOpening };
  await Promise.all([write(tx, process, { ...opened, at: process.openedAt, action: 'open', command }), first && openFirstTask(tx, process, first)]);
}

async function openFirstTask(tx: Transaction, process: Locked, { kind, pool, deadline }: FirstTask): Promise<void> {
  const now = process.openedAt;
  const running = deadline ? await beginDeadline(tx, process, deadline, now) : undefined;
  await openTask(tx, process, { step: `${kind}/1`, kind, pool, deadline: running }, now);
}

/** Lets the members of a pool follow a process. */
export const letRead = (tx: Transaction, { id }: Locked, pool: string, relation: 'sender' | 'copied'): Promise<unknown> =>
  tx.run('insert into process_reader (process_id, pool, relation) values ($1, $2, $3) on conflict do nothing', [id, pool, relation]);
