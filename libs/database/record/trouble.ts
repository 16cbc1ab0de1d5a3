import type { Transaction } from '../database.js';

/** Why a process does not move although nobody is waited for. */
export interface Stuck {
  /** The step whose activity keeps failing; null where the story itself fails. */
  step: string | null;
  /** The code of the failure. */
  code: string;
  since: Date;
}

/** A process that is stuck or parked, as the record has it. */
export interface Troubled {
  process: string;
  step: string | null;
  code: string | null;
  stuckSince: Date | null;
  parkedSince: Date | null;
}

/** Notes that a process is stuck; what was noted first stays, and false says so. The transaction must have entered the process, as in all of these. */
export async function markStuck(tx: Transaction, process: string, { step, code, since }: Stuck): Promise<boolean> {
  const changed = await tx.run(
    `update process set stuck_step = $2, stuck_code = $3, stuck_since = $4 where id = $1 and closed_at is null and stuck_since is null`,
    [process, step, code, since],
  ); // oxfmt-ignore
  if (changed > 0) tx.announce(process);
  return changed > 0;
}

/** Notes that what kept a process stuck at a step has succeeded. */
export async function clearStuck(tx: Transaction, process: string, step: string | null): Promise<void> {
  const changed = await tx.run(
    `update process set stuck_step = null, stuck_code = null, stuck_since = null where id = $1 and stuck_since is not null and stuck_step is not distinct from $2`,
    [process, step],
  );
  if (changed > 0) tx.announce(process);
}

/** Notes that the engine has lost or ended the workflow of a process that is open. False where it is closed. */
export async function markParked(tx: Transaction, process: string, at: Date): Promise<boolean> {
  const changed = await tx.run(`update process set parked_since = coalesce(parked_since, $2) where id = $1 and closed_at is null`, [process, at]);
  if (changed > 0) tx.announce(process);
  return changed > 0;
}

/** Notes that a parked process is driven again. */
export async function clearParked(tx: Transaction, process: string): Promise<void> {
  const changed = await tx.run(`update process set parked_since = null where id = $1 and parked_since is not null`, [process]);
  if (changed > 0) tx.announce(process);
}

/** Forgets what kept a process from moving, now that it has come to its end. */
export async function clearTrouble(tx: Transaction, process: string): Promise<void> {
  await tx.run(
    `update process set stuck_step = null, stuck_code = null, stuck_since = null, parked_since = null where id = $1 and (stuck_since is not null or parked_since is not null)`,
    [process],
  );
}

/** All open processes that are stuck or parked; the first thousand of them. Role `worker`. */
export const troubledProcesses = (tx: Transaction): Promise<Troubled[]> =>
  tx.query<Troubled>(`select process, step, code, stuck_since as "stuckSince", parked_since as "parkedSince" from troubled_processes()`);
