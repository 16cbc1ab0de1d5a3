import { v7 as uuid } from 'uuid';
import type { Transaction } from '../database.js';
import { type Locked, write } from './process.js';
import { type Addressee, addressees } from '#domain/ladder';

/** Whether somebody may hold a task of this pool: they have its role, are active, no recusal keeps them from the process, and duties are not to be kept apart from theirs. */
export async function mayHold(tx: Transaction, process: Locked, pool: string, person: string, notBy?: string): Promise<boolean> {
  if (person === notBy) return false;
  const row = await tx.one<{ may: boolean }>(
    `select exists (select from role_assignment r join person p on p.id = r.person_id and p.active where r.pool = $1 and r.person_id = $2)
       and not exists (select from exclusion e where e.process_id = $3 and e.person_id = $2) as may`,
    [pool, person, process.id],
  );
  return row!.may;
}

/** The same of who is about to get one: what takes them the role, or keeps them from the process, is done by then or waits until they have it. After process and task, as whoever gives one locks. */
export function mayBeGiven(tx: Transaction, process: Locked, pool: string, person: string, notBy?: string): Promise<boolean> {
  tx.runAhead('select lock_person($1)', [person]);
  return mayHold(tx, process, pool, person, notBy);
}

/** Whether anybody may hold a task of this pool. */
export async function anybodyMayHold(tx: Transaction, process: Locked, pool: string, notBy?: string): Promise<boolean> {
  const row = await tx.one(
    `select 1 as one from role_assignment r join person p on p.id = r.person_id and p.active
     where r.pool = $1 and r.person_id is distinct from $2 and not exists (select from exclusion e where e.process_id = $3 and e.person_id = r.person_id) limit 1`,
    [pool, notBy ?? null, process.id],
  );
  return row !== undefined;
}

/** Whether recusals and separation of duties leave nobody for the open task `t` of a process that has been entered. */
export const nobodyFor = `t.state = 'open' and not t.copy and not exists (
  select from role_assignment r join person m on m.id = r.person_id and m.active
  where r.pool = t.pool and m.id is distinct from t.not_by and not exists (select from exclusion e where e.process_id = t.process_id and e.person_id = m.id))`;

/** The pool of the organisation that holds a role nearest to the receiving side, in its area; undefined where none does. The receiving side is who was asked last, or else the sender. */
export async function poolForCopy(tx: Transaction, process: Locked, role: string): Promise<string | undefined> {
  const row = await tx.one<{ pool: string }>(
    `with receiver as (
       select * from organization where id = coalesce((select split_part(pool, '/', 1)::uuid from task where process_id = $2 and not copy order by opened_at desc, id desc limit 1), $3)
     )
     select r.pool from role_assignment r join organization o on o.id = r.organization_id join receiver on receiver.area_id = o.area_id
     where r.role = $1 and o.level <> 'unit'
     order by (select count(*) from unnest(o.path) step where step = any (receiver.path)) desc, cardinality(o.path), o.id limit 1`,
    [role, process.id, process.organizationId],
  );
  return row?.pool;
}

/** The pools of the supervisors of the sender's area and of the areas above it, the nearest area first: in each that of the leading group, then those of whom else the area has. */
async function supervisorsAbove(tx: Transaction, process: Locked): Promise<string[]> {
  const rows = await tx.query<{ pool: string }>(
    `select r.pool from organization sender join organization o on o.area_id = any (sender.path || sender.area_id) join role_assignment r on r.organization_id = o.id
     where sender.id = $1 and r.role = 'supervisor' and o.level <> 'unit'
     group by r.pool, o.id
     order by (select cardinality(area.path) from organization area where area.id = o.area_id) desc, o.kind <> 'leading-group', cardinality(o.path), o.id`,
    [process.organizationId],
  );
  return rows.map(({ pool }) => pool);
}

/** Who gets a notice. */
export interface Addressed {
  person?: string;
  pool?: string;
}

/** Who gets a notice that is meant for an addressee of the ladder. Where all of those are kept away, it goes one level up; where nobody is left above, to the pool. */
export async function addressed(tx: Transaction, process: Locked, task: { pool: string; holder: string | null }, to: Addressee): Promise<Addressed> {
  if (to === 'holder' && task.holder && (await mayHold(tx, process, task.pool, task.holder))) return { person: task.holder };
  for (const level of addressees.slice(addressees.indexOf(to))) {
    for (const pool of await poolsOf(tx, process, task.pool, level)) if (await anybodyMayHold(tx, process, pool)) return { pool };
  }
  return { pool: task.pool };
}

const officeOf = ({ organizationId }: Locked): string => `${organizationId}/coordinator`;

async function poolsOf(tx: Transaction, process: Locked, pool: string, level: Addressee): Promise<string[]> {
  if (level === 'holder') return [pool];
  if (level === 'lead') return [`${pool.split('/')[0]}/team-lead`];
  if (level === 'office') return [officeOf(process)];
  return supervisorsAbove(tx, process);
}

/**
 * Tells the office, or who is above it where a recusal keeps all of that away, that nobody may take a task; once, until a sweep has found that somebody may take it again. The timeline says so too.
 * Where there is nobody at all, the notice waits for who will be in the office.
 */
export async function tellNobodyLeft(tx: Transaction, process: Locked, task: { step: string; pool: string }, now: Date): Promise<void> {
  const news = await tx.run('update task set nobody_told_at = $3 where process_id = $1 and step = $2 and nobody_told_at is null', [process.id, task.step, now]);
  if (news === 0) return;
  const heard = await addressed(tx, process, { pool: task.pool, holder: null }, 'office');
  const pool = heard.pool === task.pool ? officeOf(process) : heard.pool;
  await tx.run(`insert into notice (id, process_id, kind, pool, at) values ($1, $2, 'nobody-eligible', $3, $4)`, [uuid(), process.id, pool, now]);
  await write(tx, process, { at: now, action: 'nobody-eligible', task: task.step });
}

/** Tells of each open task of a process that nobody may take, where that is news. */
export async function tellOfDeserted(tx: Transaction, process: Locked, now: Date): Promise<void> {
  const tasks = await tx.query<{ step: string; pool: string }>(`select t.step, t.pool from task t where t.process_id = $1 and ${nobodyFor} order by t.id`, [
    process.id,
  ]);
  for (const task of tasks) await tellNobodyLeft(tx, process, task, now);
}
