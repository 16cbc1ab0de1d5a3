import { planDeadline } from '#domain/deadline';
import type { Transaction } from '#database/database';
import { currentReference, reference } from '#database/record/reference';

/** Until when a claim of now lasts (policy `claim.lease`, in the version that the process is pinned to). */
export async function leaseFrom(tx: Transaction, policySet: number, now: Date): Promise<Date> {
  const { policies, calendar } = await reference(tx, policySet);
  return planDeadline({ policy: policies['claim.lease'], startedAt: now, calendar }).dueAt;
}

/** How many tasks one person holds at the most (policy `claim.limit`). It concerns the person, not a process: today's version counts. */
export async function claimLimit(tx: Transaction, now: Date): Promise<number> {
  const { policies } = await currentReference(tx, now);
  return policies['claim.limit'].amount;
}
