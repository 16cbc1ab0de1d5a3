import type { Transaction } from '#database/database';
import { Problem } from '../http/problem.js';

/** A task's row, as commands need it. */
export interface TaskState {
  id: string;
  processId: string;
  step: string;
  kind: string;
  pool: string;
  copy: boolean;
  state: 'open' | 'decided' | 'withdrawn';
  holder: string | null;
  leaseUntil: Date | null;
  notBy: string | null;
  deadlineId: string | null;
}

const columns = `id, process_id as "processId", step, kind, pool, copy, state, holder, lease_until as "leaseUntil", not_by as "notBy", deadline_id as "deadlineId"`;

/** A task under the lock of its process. */
export async function taskOf(tx: Transaction, id: string): Promise<TaskState> {
  const task = await tx.one<TaskState>(`select ${columns} from task where id = $1`, [id]);
  if (!task) throw new Problem('not-found');
  return task;
}

/** Who holds it now: nobody where the lease has run out, since then it counts as the pool's. */
export const holderAt = (task: Pick<TaskState, 'holder' | 'leaseUntil'>, now: Date): string | undefined =>
  task.holder && task.leaseUntil && task.leaseUntil > now ? task.holder : undefined;
