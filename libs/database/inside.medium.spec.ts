import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { everybodys, type Matter } from '#testing/every-table';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import { type Client } from 'pg';
import type { Database, Transaction } from './database.js';
import { codeOf } from './error-code.js';

// Real: PostgreSQL with its walls and a row in every table, and the interface connected under its own role, on one connection that is used again and again.

const notAllowed = '42501';
const at = new Date('2026-03-04T01:00:00Z');

let record: FilledRecord;
let owner: Client;
let api: Database;

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  api = await record.connect('api', 1);
});

afterAll(() => record?.close());

/** A transaction in a matter's process, of its sender where nobody else is named. */
const inside = <Result>(work: (tx: Transaction) => Promise<Result>, matter = record.first, person = matter.sender): Promise<Result> =>
  api.as({ person }, (tx) => {
    tx.enter(matter.process);
    return work(tx);
  });

/** The code with which PostgreSQL refuses; an empty text where it does not. */
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => '', codeOf);

it('leaves the process with the transaction, however that ends', async () => {
  const { sender, process } = record.first;
  const role = (work: (tx: Transaction) => Promise<unknown>) => api.as({ person: sender }, work);
  const current = (tx: Transaction) => tx.query('select current_user::text as role, app_person() as person');
  expect(await inside(current)).toEqual([{ role: 'liandong_inside', person: sender }]);
  expect(await role(current)).toEqual([{ role: 'liandong_api', person: sender }]);
  await expect(inside((tx) => tx.query('select 1 / 0'))).rejects.toThrow();
  expect(await role(current)).toEqual([{ role: 'liandong_api', person: sender }]);
  const looked = api.asThenLook({ person: sender }, (tx) => Promise.resolve(tx.enter(process)), current);
  expect(await looked).toEqual([{ role: 'liandong_api', person: sender }]);
});

it('leaves who enters at once the sight that they have outside', async () => {
  const sight = (tx: Transaction) =>
    tx.one<{ pools: string; scope: string }>(`select current_setting('app.pools') as pools, current_setting('app.scope') as scope`);
  const outside = await api.as({ person: record.first.reviewer }, sight);
  expect(outside!.pools).toContain(record.first.team);
  expect(await inside(sight, record.first, record.first.reviewer)).toEqual(outside);
});

const statements: [statement: string, values: (process: string) => unknown[]][] = [
  [`update process set state = 'closed' where id = $1`, (process) => [process]],
  ['update task set holder = null where process_id = $1', (process) => [process]],
  ['update deadline set due_at = $2 where process_id = $1', (process) => [process, at]],
  ['select from process where id = $1 for no key update', (process) => [process]],
  ['insert into outbox (process_id, at) values ($1, $2)', (process) => [process, at]],
  [`insert into command (process_id, seq, kind, at) values ($1, 2, 'recall', $2)`, (process) => [process, at]],
  [`insert into timeline_entry (process_id, n, at, action, detail, hash) values ($1, 2, $2, 'recall', '{}', '')`, (process) => [process, at]],
  [`insert into process_reader (process_id, pool, relation) values ($1, $2::timestamptz::text, 'handler')`, (process) => [process, at]],
];

it('writes nothing of a process while it has not entered one', async () => {
  const { process, sender } = record.first;
  for (const [statement, values] of statements) {
    expect([statement, await refusal(api.as({ person: sender }, (tx) => tx.run(statement, values(process))))]).toEqual([statement, notAllowed]);
  }
});

/** By which column a row belongs to a process, where that is not `process_id`; and to which of a matter's ids. */
const belonging: Record<string, [column: string, key: keyof Matter]> = {
  process: ['id', 'process'],
  unsigned_entry: ['chain_id', 'process'],
  rung: ['deadline_id', 'deadline'],
  clue: ['id', 'clue'],
  clue_subject: ['clue_id', 'clue'],
  document: ['clue_id', 'clue'],
  draft: ['person_id', 'reviewer'],
  idempotency: ['person_id', 'sender'],
};
/** The tables for which the role inside has a right, with the columns for which it has it. */
async function rightsTo(verb: 'select' | 'insert' | 'update' | 'delete'): Promise<{ table: string; columns: string[] }[]> {
  const right =
    verb === 'delete' ? `has_table_privilege('liandong_inside', c.oid, 'delete')` : `has_column_privilege('liandong_inside', c.oid, a.attnum, '${verb}')`;
  const { rows } = await owner.query<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attidentity = '' and a.attgenerated = '' and ${right} and c.relname <> all ($1) group by 1 order by 1`,
    [everybodys],
  );
  return rows;
}

/** As whom a matter's rows are asked for: a draft is its writer's. */
const personFor = (table: string, matter: Matter) => (table === 'draft' ? matter.reviewer : matter.sender);

/** What comes of a statement in the first process; nothing of it stays. */
async function tried(table: string, statement: string, values: unknown[]): Promise<unknown> {
  let outcome: unknown;
  const undone = new Error('undone');
  const trying = async (tx: Transaction) => {
    outcome = await tx.run(statement, values);
    throw undone;
  };
  return inside(trying, record.first, personFor(table, record.first)).catch((error: Error) => (error === undone ? outcome : error.message));
}

/** The rows of a matter, as their owner sees them. */
const rowsOf = async (table: string, matter: Matter) => {
  const [column, key] = belonging[table] ?? ['process_id', 'process'];
  return (await owner.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t where ${column} = $1 order by 1`, [matter[key]])).rows.map(
    ({ row }) => row,
  );
};
const countOf = async (table: string) => (await owner.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]!.count;

it('reads all rows of the process that it has entered, and none of another', async () => {
  for (const { table } of await rightsTo('select')) {
    for (const matter of [record.first, record.second]) {
      const all = (tx: Transaction) => tx.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t order by 1`);
      const seen = await inside(all, matter, personFor(table, matter));
      const rows = await rowsOf(table, matter);
      expect({ table, rows: seen.map(({ row }) => row) }).toEqual({ table, rows });
      expect({ table, others: (await countOf(table)) > rows.length }).toEqual({ table, others: true });
    }
  }
});

it('adds no row to another process', async () => {
  for (const { table, columns } of await rightsTo('insert')) {
    const [found] = await rowsOf(table, record.second);
    expect({ table, found }).toEqual({ table, found: expect.any(String) });
    const row = table === 'task' ? JSON.stringify({ ...(JSON.parse(found!) as object), holder: null, deadline_id: null }) : found; // as one that would be let in at home
    const statement = `insert into ${table} (${columns.join(', ')}) select ${columns.map((column) => `r.${column}`).join(', ')} from jsonb_populate_record(null::${table}, $1::jsonb) r`;
    expect(await tried(table, statement, [row])).toBe(`new row violates row-level security policy for table "${table}"`);
  }
});

it("puts a first task into its pool, and into nobody's hands", async () => {
  const { process: process_id, deadline: deadline_id, reviewer } = record.first;
  const opened = (more: Record<string, unknown> = {}) => {
    const row = { id: randomUUID(), process_id, step: 'report-result/1', kind: 'report-result', pool: 'pool', opened_at: at, due_at: at, deadline_id, ...more };
    const columns = Object.keys(row).join(', ');
    return tried('task', `insert into task (${columns}) select ${columns} from jsonb_populate_record(null::task, $1::jsonb)`, [JSON.stringify(row)]);
  };
  expect(await opened()).toBe(1);
  const more = [
    { holder: reviewer },
    { lease_until: at },
    { claimed_at: at },
    { not_by: reviewer },
    { step: 'report-result/2' },
    { deadline_id: record.second.deadline },
  ];
  for (const each of more) expect([each, await opened(each)]).toEqual([each, 'new row violates row-level security policy for table "task"']);
  for (const each of [{ state: 'decided' }, { copy: true }, { outcome: 'sign' }, { decided_by: reviewer }])
    expect([each, await opened(each)]).toEqual([each, 'permission denied for table task']);
});

it('opens nothing more once something has happened to the process', async () => {
  const { process } = record.first;
  const began = `insert into deadline (id, process_id, key, plan, started_at, due_at, provisional, explanation) values (gen_random_uuid(), $1, 'another', 1, $2, $2, false, '{}')`;
  expect(await tried('deadline', began, [process, at])).toBe(1);
  expect(await tried('deadline', began.replace("'another', 1", "'another', 2"), [process, at])).toBe(
    'new row violates row-level security policy for table "deadline"',
  ); // only the first plan
  await owner.query(`update process set moved_at = moved_at + interval '1 second' where id = $1`, [process]);
  expect(await tried('deadline', began, [process, at])).toBe('new row violates row-level security policy for table "deadline"');
  await owner.query('update process set moved_at = opened_at where id = $1', [process]);
});

it.each([
  { seq: 2, wait: '1 second' },
  { seq: 1, wait: '2 minutes' },
])('lets no bell wait but that of an opening, and that no longer than a minute: %j', async ({ seq, wait }) => {
  const bell = `insert into outbox (process_id, seq, at, patient_until) values ($1, $2, $3, $3::timestamptz + $4::interval)`;
  expect(await tried('outbox', bell, [record.first.process, 1, at, '1 second'])).toBe(1);
  expect(await tried('outbox', bell, [record.first.process, seq, at, wait])).toBe('new row violates row-level security policy for table "outbox"');
});

it('changes no row of another process', async () => {
  for (const { table, columns } of await rightsTo('update')) {
    const own = await rowsOf(table, record.first);
    for (const column of columns) {
      // Nothing of the table is read, so that what may be changed is told by nothing else.
      const statement = `update ${table} set ${column} = (jsonb_populate_record(null::${table}, $1::jsonb)).${column}`;
      expect([table, column, await tried(table, statement, [own[0]])]).toEqual([table, column, own.length]);
    }
  }
});

it('deletes no draft but those of who acts', async () => {
  expect((await rightsTo('delete')).map(({ table }) => table)).toEqual(['draft']);
  expect(await tried('draft', 'delete from draft', [])).toBe((await rowsOf('draft', record.first)).length);
});

it.each(['command', 'process_step', 'task_note', 'timeline_entry', 'rung'])('must not read %s without having entered a process', async (table) => {
  expect(await refusal(api.as({ person: record.first.reviewer }, (tx) => tx.query(`select from ${table}`)))).toBe(notAllowed);
});

it.each(['session', 'recusal', 'read_log', 'stray_file', 'login_throttle', 'one_time_token'])('must not read %s in a process', async (table) => {
  expect(await refusal(inside((tx) => tx.query(`select from ${table}`)))).toBe(notAllowed);
});
