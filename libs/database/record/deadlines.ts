import { v7 as uuid } from 'uuid';
import { type DeadlinePlan, type Extension, type Pause, planDeadline } from '#domain/deadline';
import type { Transaction } from '../database.js';
import type { Locked } from './process.js';
import { reference } from './reference.js';

/** A deadline that runs, as a task that serves it needs it. */
export interface RunningDeadline {
  id: string;
  key: string;
  dueAt: Date;
  /** Its ladder, where it has been planned just now: nothing of it has been climbed. */
  ladder?: DeadlinePlan['rungs'];
}

/**
 * Starts a deadline of a process at the recorded time of its event, or takes up the one that started there: a task sent back serves the same deadline as before, which then runs again.
 * @throws where no policy has this key
 */
export async function startDeadline(tx: Transaction, process: Locked, key: string, startedAt: Date): Promise<RunningDeadline> {
  const known = await tx.one<RunningDeadline>('select id, key, due_at as "dueAt" from deadline where process_id = $1 and key = $2 and started_at = $3', [
    process.id,
    key,
    startedAt,
  ]);
  if (known) {
    await tx.run('update deadline set met_at = null where id = $1 and met_at is not null', [known.id]);
    return known;
  }
  return beginDeadline(tx, process, key, startedAt);
}

/**
 * Starts a deadline that the process has not had yet; it goes out together with what comes next.
 * @throws where no policy has this key
 */
export async function beginDeadline(tx: Transaction, process: Locked, key: string, startedAt: Date): Promise<RunningDeadline> {
  const { policies, calendar } = await reference(tx, process.policySet);
  const policy = policies[key];
  if (!policy) throw new Error(`No policy is called ${key}.`);
  const plan = planDeadline({ policy, startedAt, calendar });
  const id = uuid();
  tx.runAhead('insert into deadline (id, process_id, key, plan, started_at, due_at, provisional, explanation) values ($1, $2, $3, 1, $4, $5, $6, $7)', [
    id, process.id, key, startedAt, plan.dueAt, plan.provisional, JSON.stringify(plan.explanation),
  ]); // oxfmt-ignore
  putRungs(tx, id, 1, plan);
  return { id, key, dueAt: plan.dueAt, ladder: plan.rungs };
}

/** Plans a running deadline anew with an extension or a pause more; its ladder is climbed from the new plan, and its tasks are due with it. */
export async function replan(tx: Transaction, process: Locked, deadline: string, more: { extension?: Extension; pause?: Pause }): Promise<Date> {
  const row = await tx.one<{ key: string; plan: number; startedAt: Date; extensions: Extension[]; pauses: Pause[] }>(
    'select key, plan, started_at as "startedAt", extensions, pauses from deadline where id = $1 and process_id = $2',
    [deadline, process.id],
  );
  if (!row) throw new Error(`Process ${process.id} has no deadline ${deadline}.`);
  const { policies, calendar } = await reference(tx, process.policySet);
  const extensions = more.extension ? [...row.extensions, more.extension] : row.extensions;
  const pauses = more.pause ? [...row.pauses, more.pause] : row.pauses;
  const plan = planDeadline({ policy: policies[row.key]!, startedAt: row.startedAt, calendar, extensions, pauses });
  const number = row.plan + 1;
  await tx.run('update deadline set plan = $2, due_at = $3, provisional = $4, explanation = $5, extensions = $6, pauses = $7 where id = $1', [
    deadline, number, plan.dueAt, plan.provisional, JSON.stringify(plan.explanation), JSON.stringify(extensions), JSON.stringify(pauses),
  ]); // oxfmt-ignore
  putRungs(tx, deadline, number, plan);
  await tx.run(`update task set due_at = $2 where deadline_id = $1 and state = 'open'`, [deadline, plan.dueAt]);
  return plan.dueAt;
}

/** A rung that has fired in an earlier plan and lies in the past of the new one too does not fire twice. */
function putRungs(tx: Transaction, deadline: string, plan: number, { rungs }: DeadlinePlan): void {
  tx.runAhead(
    `insert into rung (deadline_id, plan, key, at, addressee, state)
     select $1, $2, r.key, r.at, r.addressee, coalesce((select 'passed' from rung old where old.deadline_id = $1 and old.key = r.key and old.at = r.at and old.state <> 'pending' limit 1), 'pending')
     from unnest($3::text[], $4::timestamptz[], $5::text[]) r (key, at, addressee)`,
    [deadline, plan, rungs.map(({ key }) => key), rungs.map(({ at }) => at), rungs.map(({ to }) => to)],
  );
}
