import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';
import { raise } from './0004-walls.js';
import { notExcluded } from './0015-recusals-looked-up.js';
import { visibleProcess } from './0016-readers-looked-up.js';
import { recused } from './0017-clues-looked-up.js';

/** What may be done with one table in the process that has been entered, and with which of its rows. */
interface Room {
  table: string;
  /** What may be done, as in GRANT: a list of columns narrows it. */
  grant: string;
  /** Which rows are meant. */
  rows: string;
}

const here = '(select app_process())';
const ofProcess = `process_id = ${here}`;
const ofClue = `clue_id = (select app_clue())`;
const own = `person_id = ${me}`;

const rooms: Room[] = [
  ...['organization', 'role_assignment', 'policy_set', 'deadline_policy', 'calendar_day', 'calendar_year'].map((table) => ({
    table,
    grant: 'select',
    rows: 'true',
  })),
  { table: 'person', grant: 'select (id, name, organization_id, active)', rows: 'true' },
  { table: 'number_series', grant: 'select, insert, update (last)', rows: 'true' },
  { table: 'idempotency', grant: 'select, insert', rows: own },

  {
    table: 'process',
    grant: 'select, insert, update (seq, entries, head, state, outcome, closed_at, suspended_at, moved_at, stuck_step, stuck_code, stuck_since, parked_since)',
    rows: `id = ${here}`,
  },
  { table: 'process_reader', grant: 'select, insert', rows: ofProcess },
  { table: 'process_step', grant: 'select', rows: ofProcess },
  { table: 'command', grant: 'select, insert', rows: ofProcess },
  { table: 'timeline_entry', grant: 'select, insert', rows: ofProcess },
  { table: 'unsigned_entry', grant: 'insert', rows: `chain_id = ${here}` },
  { table: 'outbox', grant: 'insert', rows: ofProcess },
  {
    table: 'task',
    grant: 'select, update (state, outcome, decided_by, decided_at, holder, claimed_at, lease_until, lease_warned_at, due_at)',
    rows: ofProcess,
  },
  { table: 'task_note', grant: 'select, insert', rows: ofProcess },
  { table: 'draft', grant: 'select, insert, update (body, revision, saved_at), delete', rows: own },
  { table: 'deadline', grant: 'select, update (plan, due_at, provisional, explanation, extensions, pauses, met_at)', rows: ofProcess },
  { table: 'rung', grant: 'select, insert', rows: `deadline_id in (select id from deadline where ${ofProcess})` },
  { table: 'notice', grant: 'insert', rows: ofProcess },
  { table: 'exclusion', grant: 'select', rows: ofProcess },

  { table: 'clue_transfer', grant: 'select, insert, update (receipt_number, received_at, disposition)', rows: ofProcess },
  { table: 'clue', grant: 'select', rows: 'id = (select app_clue())' },
  { table: 'clue_subject', grant: 'select', rows: ofClue },
  { table: 'document', grant: 'select', rows: ofClue },
];

/** What only who has entered a process has to do with its rows. */
const moved: Record<string, ('select' | 'insert' | 'update')[]> = {
  process: ['insert', 'update'],
  process_reader: ['insert'],
  process_step: ['select', 'insert'],
  command: ['select', 'insert'],
  timeline_entry: ['select', 'insert'],
  unsigned_entry: ['insert'],
  outbox: ['insert'],
  task: ['insert', 'update'],
  task_note: ['select', 'insert'],
  deadline: ['insert', 'update'],
  rung: ['select', 'insert', 'update'],
  notice: ['insert'],
  clue_transfer: ['insert', 'update'],
};

/** What who has entered a process is told of others: of those rows of `process` that fulfil `seen`. */
export const toldInside = (seen: string) => `
  -- How many children of a process are open, of those that the person may see: for who has entered it, and reaches no other.
  create or replace function open_children(parent uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
    select count(*)::int from process where process.parent_id = open_children.parent and closed_at is null and ${seen}
  $$;
  -- The last transfer of a clue, and whether the transfer itself is the person's to see.
  create or replace function last_transfer_of(clue uuid) returns table (id uuid, number text, state text, outcome text, closed_at timestamptz, seen boolean)
  language sql stable security definer set search_path = public, pg_temp rows 1 as $$
    select p.id, p.number, p.state, p.outcome, p.closed_at,
      p.id = app_process() is true or exists (select from process where process.id = p.id and ${seen})
    from clue c join clue_transfer ct on ct.clue_id = c.id join process p on p.id = ct.process_id
    where c.id = last_transfer_of.clue and (p.id = app_process() or c.organization_id = any (app_clue_keepers())) order by p.opened_at desc, p.id desc limit 1
  $$;
`;

/**
 * The room behind the second wall: who has entered a process acts there in a role of its own, which reaches that process and no other.
 * Outside, the interface reads what a person may see, and can neither write anything of a process nor read what was written in it.
 * Neither has to carry the other's conditions in its plans, which took a third of a claim.
 */
export class Inside1700000000018 implements MigrationInterface {
  name = 'Inside1700000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function last_transfer_of(uuid);
      ${toldInside(`(${visibleProcess}) and ${notExcluded('process.id')}`)}
      revoke execute on function open_children(uuid), last_transfer_of(uuid) from public;
      grant execute on function open_children(uuid), last_transfer_of(uuid) to liandong_api;

      grant usage on schema public to liandong_inside;
      grant execute on function app_person(), app_process(), app_clue(), watch_of(uuid, text), waiting_tasks(uuid[]), open_children(uuid), last_transfer_of(uuid),
        held_by(uuid, timestamptz), exclude_from_process() to liandong_inside;
    `);
    await raise(
      runner,
      rooms.map(({ table, grant, rows }) => ({ table, role: 'inside', grant, read: grant.includes('select') ? rows : undefined, write: rows })),
    );
    for (const [table, verbs] of Object.entries(moved)) {
      for (const verb of verbs) {
        await runner.query(`drop policy ${table}_api_${verb === 'select' ? 'read' : verb} on ${table}`);
        await runner.query(`revoke ${verb} on ${table} from liandong_api`);
      }
    }
    await runner.query(`
      alter policy process_api_read on process using ((${visibleProcess}) and ${notExcluded('process.id')});
      alter policy process_reader_api_read on process_reader using (pool = any ((select app_pools())::text[]));
      alter policy task_api_read on task using ((pool = any ((select app_pools())::text[]) or holder = ${me} or decided_by = ${me}) and ${notExcluded('task.process_id')});
      alter policy deadline_api_read on deadline using (exists (select from process p where p.id = deadline.process_id));
      alter policy clue_transfer_api_read on clue_transfer using (exists (select from process p where p.id = clue_transfer.process_id));
      alter policy exclusion_api_read on exclusion using (${own});
      alter policy clue_api_read on clue using (organization_id = any ((select app_clue_keepers())::uuid[]) and not ${recused});
      revoke execute on function app_process(), app_clue(), held_by(uuid, timestamptz), exclude_from_process() from liandong_api;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
