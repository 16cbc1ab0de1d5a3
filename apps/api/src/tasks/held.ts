import type { Transaction } from '#database/database';
import { write } from '#database/record/process';
import { type Actor, poolsOf } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { lock, type LockedMatter, matterFor } from '../processes/matter.js';
import type { Permission } from '../rights/rights.js';
import { claimLimit, leaseFrom } from './policies.js';
import { holderAt, taskOf, type TaskState } from './task.js';

/** A task and its process, both locked. */
export interface Held extends LockedMatter {
  task: TaskState;
}

/** Locks a task's process, then reads the task, for what the person may do with it. @throws Problem `not-found`, `not-allowed` */
export async function lockTask(tx: Transaction, actor: Actor, id: string, permission: Permission): Promise<Held> {
  const matter = await matterFor(tx, actor, { task: id }, permission);
  const [locked, task] = await Promise.all([lock(tx, matter), taskOf(tx, id)]);
  return { ...locked, task };
}

/** A copy stays open until it is receipted, also after the end of its process. */
const isOpen = ({ task, process }: Held): boolean => task.state === 'open' && (task.copy || !process.closedAt);

/** @throws Problem `task-decided` */
export function mustBeOpen(held: Held): void {
  if (!isOpen(held)) throw new Problem('task-decided');
}

/** Whoever had it last still holds it after the lease ran out, until somebody else takes it. @throws Problem `task-decided`, `not-holder` */
export function mustHold(held: Held, actor: Actor): void {
  mustBeOpen(held);
  if (held.task.holder !== actor.person) throw new Problem('not-holder');
}

/** A copy is receipted by who belongs to its pool. @throws Problem `task-decided`, `not-eligible` */
export function mustReceive(held: Held, actor: Actor): void {
  mustBeOpen(held);
  if (!poolsOf(actor).includes(held.task.pool)) throw new Problem('not-eligible');
}

/** Why the person cannot take the task now; undefined where they can. */
export function obstacle(held: Held, actor: Actor): 'task-decided' | 'task-taken' | 'not-eligible' | undefined {
  const { task } = held;
  if (!isOpen(held)) return 'task-decided';
  if (holderAt(task, actor.now)) return 'task-taken';
  return task.notBy === actor.person || !poolsOf(actor).includes(task.pool) ? 'not-eligible' : undefined;
}

/** Why nobody takes a copy in hand. */
export const copyNeedsNoClaim = { zh: '抄送件无需认领，可直接回执。', en: 'A copy needs no claim; acknowledge it directly.' };

/** Puts the task into somebody's hands, or back into its pool, with an entry in the timeline. @throws Problem `claim-limit`, `not-eligible`, `task-decided` */
export async function give(
  tx: Transaction,
  actor: Actor,
  held: Pick<Held, 'process' | 'task'>,
  action: string,
  to: string | undefined,
  note?: string,
): Promise<void> {
  const { task, process } = held;
  if (to && task.copy) throw new Problem('not-eligible', { detail: copyNeedsNoClaim });
  const lease = to ? await leaseFrom(tx, process.policySet, actor.now) : null;
  const detail = action === 'claim' ? {} : { to, from: task.holder ?? undefined };
  const [, changed] = await Promise.all([
    to && mustStillBeTheirs(tx, actor, held, to),
    tx.run(
      `update task set holder = $2, claimed_at = $3, lease_until = $4, lease_warned_at = null, nobody_told_at = case when $2::uuid is null then nobody_told_at end where id = $1 and state = 'open'`,
      [task.id, to ?? null, to ? actor.now : null, lease],
    ),
    write(tx, process, { at: actor.now, person: actor.person, action, task: task.step, detail, note: note ? { task: task.id, text: note } : undefined }),
  ]);
  if (changed !== 1) throw new Problem('task-decided');
}

/** Renews the lease of who works on the task. */
export async function renewLease(tx: Transaction, actor: Actor, { task, process }: Held): Promise<void> {
  const lease = await leaseFrom(tx, process.policySet, actor.now);
  await tx.run('update task set lease_until = $2, lease_warned_at = null where id = $1 and holder = $3', [task.id, lease, actor.person]);
}

/**
 * Two claims by one person at once count each other, and so does what takes a role from the person: all of them lock the person, after process and task.
 * What allowed it was read before any lock: of who has left, lost the role or been recused since, this would not be let go again.
 */
async function mustStillBeTheirs(tx: Transaction, actor: Actor, { process, task }: Pick<Held, 'process' | 'task'>, person: string): Promise<void> {
  const [hand, limit] = await Promise.all([
    tx.one<{ held: number; belongs: boolean }>('select held, belongs from hand_of($1, $2, $3, $4)', [person, task.pool, process.id, actor.now]),
    claimLimit(tx, actor.now),
  ]);
  if (!hand!.belongs) throw new Problem('not-eligible');
  if (hand!.held >= limit)
    throw new Problem('claim-limit', { detail: { zh: `每人最多同时持有 ${limit} 项任务。`, en: `One person holds at most ${limit} tasks at a time.` } });
}
