import type { MigrationInterface, QueryRunner } from 'typeorm';
import { context, doors, me, notExcluded, visibleProcess } from './0004-functions.js';

/** What one role may do with one table, and with which of its rows. */
export interface Wall {
  table: string;
  role: 'api' | 'worker' | 'relay' | 'verifier' | 'inside';
  /** What the role may do, as in GRANT: a list of columns narrows it. */
  grant: string;
  /** Which rows may be seen. */
  read?: string;
  /** Which rows may be inserted, changed or deleted. */
  write?: string;
}

const here = '(select app_process())';
const ofProcess = `process_id = ${here}`;
const anyone = `${me} is not null`;
const recordOf = (table: string, grant: string): Wall[] => [
  { table, role: 'api', grant, read: ofProcess, write: ofProcess },
  { table, role: 'worker', grant, read: ofProcess, write: ofProcess },
];
const reference = (table: string): Wall[] => [
  { table, role: 'api', grant: 'select', read: anyone },
  { table, role: 'worker', grant: 'select', read: 'true' },
];

const walls: Wall[] = [
  ...['organization', 'role_assignment', 'policy_set', 'deadline_policy', 'calendar_day', 'calendar_year'].flatMap(reference),
  { table: 'person', role: 'api', grant: 'select (id, login, name, organization_id, language, active)', read: anyone },
  { table: 'person', role: 'worker', grant: 'select (id, active)', read: 'true' },
  { table: 'session', role: 'api', grant: 'select (person_id, created_at, seen_at, expires_at, ended_at)', read: `person_id = ${me}` },
  { table: 'login_throttle', role: 'api', grant: '', read: 'false' },
  { table: 'idempotency', role: 'api', grant: 'select, insert', read: `person_id = ${me}`, write: `person_id = ${me}` },
  { table: 'worker_heartbeat', role: 'api', grant: 'select', read: 'true' },
  { table: 'worker_heartbeat', role: 'worker', grant: 'select, insert, update', read: 'true', write: 'true' },

  {
    table: 'process',
    role: 'api',
    grant: 'select, insert, update',
    read: `id = ${here} or ((${visibleProcess}) and ${notExcluded('id')})`,
    write: `id = ${here}`,
  },
  {
    table: 'process',
    role: 'worker',
    grant: 'select, insert, update',
    read: `id = ${here} or parent_id = ${here}`,
    write: `id = ${here} or parent_id = ${here}`,
  },
  { table: 'process', role: 'relay', grant: 'select (id, type, version, input, state, closed_at)', read: 'true' },
  { table: 'process', role: 'verifier', grant: 'select (id, number, entries, head)', read: 'true' },
  {
    table: 'process_reader',
    role: 'api',
    grant: 'select, insert',
    read: `${ofProcess} or pool = any ((select app_pools())::text[])`,
    write: ofProcess,
  },
  { table: 'process_reader', role: 'worker', grant: 'select, insert', read: ofProcess, write: ofProcess },
  ...recordOf('command', 'select, insert'),
  ...recordOf('process_step', 'select, insert'),
  ...recordOf('task_note', 'select, insert'),
  ...recordOf('timeline_entry', 'select, insert'),
  { table: 'timeline_entry', role: 'verifier', grant: 'select', read: 'true' },
  {
    table: 'task',
    role: 'api',
    grant: 'select, insert, update',
    read: `${ofProcess} or ((pool = any ((select app_pools())::text[]) or holder = ${me} or decided_by = ${me}) and ${notExcluded('process_id')})`,
    write: ofProcess,
  },
  { table: 'task', role: 'worker', grant: 'select, insert, update', read: ofProcess, write: ofProcess },
  {
    table: 'deadline',
    role: 'api',
    grant: 'select, insert, update',
    read: `${ofProcess} or exists (select from process p where p.id = process_id)`,
    write: ofProcess,
  },
  { table: 'deadline', role: 'worker', grant: 'select, insert, update', read: ofProcess, write: ofProcess },
  ...(['api', 'worker'] as const).map((role): Wall => ({
    table: 'rung',
    role,
    grant: 'select, insert, update',
    read: `deadline_id in (select id from deadline where ${ofProcess})`,
    write: `deadline_id in (select id from deadline where ${ofProcess})`,
  })),
  { table: 'draft', role: 'api', grant: 'select, insert, update, delete', read: `person_id = ${me}`, write: `person_id = ${me}` },
  {
    table: 'notice',
    role: 'api',
    grant: 'select, insert',
    read: `(pool = any ((select app_pools())::text[]) or person_id = ${me}) and ${notExcluded('process_id')}`,
    write: ofProcess,
  },
  { table: 'notice', role: 'worker', grant: 'select, insert', read: ofProcess, write: ofProcess },
  { table: 'outbox', role: 'api', grant: 'insert', write: ofProcess },
  { table: 'outbox', role: 'worker', grant: 'insert', write: 'true' },
  { table: 'outbox', role: 'relay', grant: 'select, update, delete', read: 'true', write: 'true' },
  { table: 'number_series', role: 'api', grant: 'select, insert, update', read: anyone, write: anyone },
  { table: 'number_series', role: 'worker', grant: 'select, insert, update', read: 'true', write: 'true' },

  {
    table: 'clue',
    role: 'api',
    grant: 'select, insert, update',
    read: `id in (select clue_id from clue_transfer where ${ofProcess})
      or (organization_id = any ((select app_clue_keepers())::uuid[]) and not recused_from_clue(id, unit_id))`,
    write: `organization_id = any ((select app_clue_keepers())::uuid[])`,
  },
  {
    table: 'clue_subject',
    role: 'api',
    grant: 'select, insert, delete',
    read: 'clue_id in (select id from clue)',
    write: `clue_id in (select id from clue where organization_id = any ((select app_clue_keepers())::uuid[]))`,
  },
  {
    table: 'document',
    role: 'api',
    grant: 'select, insert, update',
    read: `(uploaded_by = ${me} and clue_id is null) or clue_id in (select id from clue)`,
    write: `uploaded_by = ${me} and (clue_id is null or clue_id in (select id from clue))`,
  },
  {
    table: 'clue_transfer',
    role: 'api',
    grant: 'select, insert, update',
    read: `${ofProcess} or exists (select from process p where p.id = process_id)`,
    write: ofProcess,
  },
  { table: 'clue_transfer', role: 'worker', grant: 'select', read: ofProcess },
  { table: 'recusal', role: 'api', grant: 'select, insert', read: `person_id = ${me}`, write: `person_id = ${me}` },
  { table: 'exclusion', role: 'api', grant: 'select', read: `person_id = ${me} or ${ofProcess}` },
  { table: 'exclusion', role: 'worker', grant: 'select', read: ofProcess },
  { table: 'read_log', role: 'api', grant: 'insert', write: `person_id = ${me}` },
];

/** The second wall: row-level security on every table, least grants, and the few doors through it. */
export class Walls1700000000004 implements MigrationInterface {
  name = 'Walls1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(context);
    await runner.query(doors);
    await runner.query(`
      revoke all on schema public from public;
      revoke all on all functions in schema public from public;
      alter default privileges revoke execute on functions from public;
      grant usage on schema public to liandong_api, liandong_worker, liandong_relay, liandong_verifier;
      grant execute on function app_person(), app_process(), app_pools(), app_scope() to liandong_api, liandong_worker;
      grant execute on function pools_of(uuid), scope_of(uuid) to liandong_api;
      grant execute on function app_clue_keepers(), recused_from_clue(uuid, uuid), log_in_of(text), throttle_of(text), throttle_set(text, integer, timestamptz, timestamptz),
        session_open(bytea, uuid, text, timestamptz, timestamptz), session_of(bytea, timestamptz, interval), session_end(bytea, timestamptz), set_own_language(text),
        exclude_from_process(), exclude_by_recusal(uuid), lift_recusal(uuid, timestamptz, text), held_by(uuid, timestamptz), waiting_tasks(uuid[]), troubled_count(), roles_in_session(bytea, timestamptz), outbox_state() to liandong_api;
      grant execute on function open_processes(uuid, integer), leased_processes(timestamptz, timestamptz, integer), troubled_processes(), end_recusals(timestamptz), exclude_from_process(), ring_parent(uuid, timestamptz, timestamptz), outbox_state() to liandong_worker;
      grant execute on function park(uuid, timestamptz) to liandong_relay;
    `);
    const tables = (await runner.query(`select tablename from pg_tables where schemaname = 'public' and tablename <> 'migrations'`)) as { tablename: string }[];
    for (const { tablename } of tables) await runner.query(`alter table ${tablename} enable row level security`);
    await raise(runner, walls);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}

/** Grants what each wall grants, and makes its policies. */
export async function raise(runner: QueryRunner, walls: Wall[]): Promise<void> {
  for (const { table, role, grant, read, write } of walls) {
    const to = `on ${table} to liandong_${role}`;
    if (grant) await runner.query(`grant ${grant} ${to}`);
    if (read) await runner.query(`create policy ${table}_${role}_read on ${table} for select to liandong_${role} using (${read})`);
    if (!write) continue;
    if (grant.includes('insert')) await runner.query(`create policy ${table}_${role}_insert on ${table} for insert to liandong_${role} with check (${write})`);
    if (grant.includes('update'))
      await runner.query(`create policy ${table}_${role}_update on ${table} for update to liandong_${role} using (${write}) with check (${write})`);
    if (grant.includes('delete')) await runner.query(`create policy ${table}_${role}_delete on ${table} for delete to liandong_${role} using (${write})`);
  }
}
