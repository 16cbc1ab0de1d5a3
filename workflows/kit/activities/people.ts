import type { Transaction } from '#database/database';
import type { Locked } from '#database/record/process';
import type { Addressee } from '#domain/ladder';

/** Whether somebody may hold a task of this pool: they have its role, are active, no recusal keeps them from the process, and duties are not to be kept apart from theirs. */
export async function mayHold(tx: Transaction, process: Locked, pool: string, person: string, notBy: string | undefined): Promise<boolean> {
  if (person === notBy) return false;
  const row = await tx.one<{ may: boolean }>(
    `select exists (select from role_assignment r join person p on p.id = r.person_id and p.active where r.pool = $1 and r.person_id = $2)
       and not exists (select from exclusion e where e.process_id = $3 and e.person_id = $2) as may`,
    [pool, person, process.id],
  );
  return row!.may;
}

/** How many may hold a task of this pool, counted to one at most. */
export async function anybodyMayHold(tx: Transaction, process: Locked, pool: string, notBy: string | undefined): Promise<boolean> {
  const row = await tx.one(
    `select 1 as one from role_assignment r join person p on p.id = r.person_id and p.active
     where r.pool = $1 and r.person_id is distinct from $2 and not exists (select from exclusion e where e.process_id = $3 and e.person_id = r.person_id) limit 1`,
    [pool, notBy ?? null, process.id],
  );
  return row !== undefined;
}

/** The pool of those who hold a role in the sender's area; undefined where nobody does. */
export async function poolInArea(tx: Transaction, process: Locked, role: string): Promise<string | undefined> {
  const row = await tx.one<{ pool: string }>(
    `select r.pool from role_assignment r join organization o on o.id = r.organization_id
     where r.role = $1 and o.area_id = (select area_id from organization where id = $2) order by cardinality(o.path), o.id limit 1`,
    [role, process.organizationId],
  );
  return row?.pool;
}

const upwards: Addressee[] = ['holder', 'lead', 'office', 'leading-group'];

export interface Addressed {
  person?: string;
  pool?: string;
}

/** Who gets a notice that is meant for an addressee of the ladder. Where a recusal keeps all of those away, it goes one level up. */
export async function addressed(tx: Transaction, process: Locked, task: { pool: string; holder: string | null }, to: Addressee): Promise<Addressed> {
  if (to === 'holder') return task.holder ? { person: task.holder } : { pool: task.pool };
  for (const level of upwards.slice(upwards.indexOf(to))) {
    const pool = await poolOf(tx, process, task.pool, level);
    if (pool && (await anybodyMayHold(tx, process, pool, undefined))) return { pool };
  }
  return { pool: task.pool };
}

async function poolOf(tx: Transaction, process: Locked, pool: string, level: Addressee): Promise<string | undefined> {
  if (level === 'lead') return `${pool.split('/')[0]}/team-lead`;
  if (level === 'office') return `${process.organizationId}/coordinator`;
  return poolInArea(tx, process, 'supervisor');
}
