import { v7 as uuid } from 'uuid';
import type { Transaction } from '#database/database';
import { addressed } from '#database/record/people';
import { type Locked, write } from '#database/record/process';
import { dueRungs, type Rung } from '#domain/ladder';
import type { Look } from '../record.js';
import { isOver, lookAt } from './locked.js';

interface OpenTask {
  id: string;
  pool: string;
  holder: string | null;
  deadlineId: string | null;
  plan: number | null;
  dueAt: Date | null;
}

/**
 * Climbs the ladder of an open task: one notice for the highest rung that is due, and the rest are marked passed.
 * Says when the next rung is due; nothing where the task is decided, the process closed or suspended, or the ladder at its end: then only a command brings news.
 */
export async function climb(tx: Transaction, process: Locked, step: string, now: Date): Promise<Look> {
  if (isOver(process) || process.suspendedAt) return {};
  const [task, rows] = await Promise.all([
    tx.one<OpenTask>(
      `select t.id, t.pool, case when t.lease_until > $3 then t.holder end as holder, t.deadline_id as "deadlineId", d.plan, d.due_at as "dueAt"
       from task t left join deadline d on d.id = t.deadline_id where t.process_id = $1 and t.step = $2 and t.state = 'open'`,
      [process.id, step, now],
    ),
    tx.query<Rung & { state: string }>(
      `select r.key, r.at, r.addressee as to, r.state from task t join deadline d on d.id = t.deadline_id join rung r on r.deadline_id = d.id and r.plan = d.plan
       where t.process_id = $1 and t.step = $2 order by r.at`,
      [process.id, step],
    ),
  ]);
  if (!task?.deadlineId) return {};
  const handled = new Set(rows.filter(({ state }) => state !== 'pending').map(({ key }) => key));
  const { fire, pass, nextAt } = dueRungs(rows, handled, now);
  if (fire) {
    const kind = fire.at < task.dueAt! ? 'reminder' : 'overdue';
    const { person, pool } = await addressed(tx, process, task, fire.to);
    await tx.run('insert into notice (id, process_id, task_id, deadline_id, kind, rung, pool, person_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      uuid(), process.id, task.id, task.deadlineId, kind, fire.key, pool ?? null, person ?? null, now,
    ]); // oxfmt-ignore
    await mark(tx, task, [fire.key], 'fired', now);
    await write(tx, process, { at: now, action: 'rung', task: step, detail: { rung: fire.key } });
  }
  if (pass.length > 0) await mark(tx, task, pass, 'passed', now);
  return nextAt ? lookAt(nextAt, now) : {};
}

const mark = (tx: Transaction, { deadlineId, plan }: OpenTask, keys: string[], state: 'fired' | 'passed', now: Date) =>
  tx.run(`update rung set state = $4, handled_at = $5 where deadline_id = $1 and plan = $2 and key = any ($3)`, [deadlineId, plan, keys, state, now]);
