import type { Transaction } from '#database/database';
import type { Locked } from '#database/record/process';
import type { ProcessDefinition } from '../contract.js';

/** The recorded time of the event that a policy starts at: the opening, or the latest decision that the definition names for it. What a definition does not name starts now. */
export async function eventTime(tx: Transaction, process: Locked, { events }: ProcessDefinition, startsAt: string | undefined, now: Date): Promise<Date> {
  const event = startsAt ? events[startsAt] : undefined;
  if (event === undefined) return now;
  if (event === 'open') return process.openedAt;
  const row = await tx.one<{ at: Date | null }>(
    `select max(at) as at from command where process_id = $1 and kind = 'decide' and split_part(task_step, '/', 1) = $2 and ($3::text[] is null or outcome = any ($3))`,
    [process.id, event.task, event.outcomes ?? null],
  );
  return row?.at ?? now;
}
