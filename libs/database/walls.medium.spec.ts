import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { elsewhere } from '#runtime/databases';
import { engine } from '#testing/engine';
import { everybodys } from '#testing/every-table';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import { grantsIn } from '#testing/grants';
import { listedIn } from '#testing/listed';
import { holesIn } from '#testing/wall-check';
import { Client } from 'pg';
import type { Database, Transaction } from './database.js';
import { codeOf } from './error-code.js';
import { programs, type Program } from './programs.js';

// Real: PostgreSQL with the migrated schema and a row in every table, and each program connected under its own role, on one connection that is used again and again.

const notAllowed = '42501';
const at = new Date('2026-03-04T01:00:00Z');

let record: FilledRecord;
let owner: Client;
let tables: { name: string; columns: string[] }[];
const as = {} as Record<Program, Database>;

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  tables = (
    await owner.query<{ name: string; columns: string[] }>(
      `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns where table_schema = 'public' and table_name <> 'migrations' group by 1 order by 1`,
    )
  ).rows;
  for (const program of programs) as[program] = await record.connect(program, 1);
});

afterAll(() => record?.close());

/** The tables of which a transaction sees a row. */
async function seen(tx: Transaction): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of tables) {
    const readable = await tx.one(`select where has_any_column_privilege($1, 'select')`, [name]);
    if (readable && (await tx.one(`select from ${name} limit 1`))) found.push(name);
  }
  return found;
}

/** The different values of a column that a transaction sees, over all tables that have it. */
async function valuesOf(tx: Transaction, column: string): Promise<string[]> {
  const found = new Set<string>();
  for (const { name } of tables.filter(({ columns }) => columns.includes(column))) {
    const readable = await tx.one(`select where has_column_privilege($1, $2, 'select')`, [name, column]);
    if (readable)
      for (const { value } of await tx.query<{ value: string }>(`select ${column} as value from ${name} where ${column} is not null`)) found.add(value);
  }
  return [...found].sort();
}

/** A transaction of a program in the first process; the interface's acts for its sender. */
const inside = <Result>(program: Program, work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  program === 'api'
    ? as.api.as({ person: record.first.sender }, (tx) => (tx.enter(record.first.process), work(tx)))
    : as[program].within(record.first.process, work);

/** What a person sees beyond what everybody sees. */
const seenBy = async (person: string, process?: string) => {
  const all = await as.api.as({ person }, async (tx) => {
    if (process) tx.enter(process);
    return seen(tx);
  });
  return all.filter((name) => !everybodys.includes(name));
};

/** The code with which PostgreSQL refuses; an empty text where it does not. */
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => '', codeOf);

describe('the walls', () => {
  it('have no hole', async () => {
    expect(await holesIn(owner)).toEqual([]);
  });

  it('are found broken where a table, a view, a policy or a function opens them', async () => {
    const admin = new Client(elsewhere(engine().postgres.adminUrl, { database: record.name })); // who may break more than the owner
    await admin.connect();
    await admin.query('begin');
    await admin.query(`
      create table naked (id uuid);
      create view window_on_clues as select * from clue;
      create policy anybody on clue using (true);
      create function anybodys() returns bigint language sql security definer as 'select count(*) from clue';
      grant execute on function anybodys() to public;
      grant select on clue_subject to public;
      alter role liandong_relay bypassrls;
      alter table document owner to liandong_api;
    `);
    const found = await holesIn(admin);
    await admin.query('rollback');
    await admin.end();

    expect(found).toEqual([
      'table naked has no row-level security',
      'table naked has no policy',
      'policy anybody is not for one of the five roles',
      'view window_on_clues reads with the rights of its owner',
      'clue_subject may be used by everybody',
      'function anybodys may be called by everybody',
      'function anybodys has the rights of its owner and no fixed search_path',
      'role liandong_relay may do what only the owner should',
      'role liandong_api owns something',
      'role liandong_api may empty table document',
    ]);
  });

  it('have the doors that are listed, and no other', async () => {
    expect(await grantsIn(owner)).toEqual(listedIn(join(import.meta.dirname, 'grants.txt')));
  });

  it('are tried with a row in every table', async () => {
    const empty: string[] = [];
    for (const { name } of tables) if ((await owner.query(`select from ${name} limit 1`)).rowCount === 0) empty.push(name);
    expect(empty).toEqual([]);
  });
});

describe('without a context', () => {
  it.each([
    ['api', ['worker_heartbeat']],
    ['worker', everybodys],
    ['relay', ['outbox', 'process']],
    ['verifier', ['chain', 'chain_entry', 'process', 'read_log', 'timeline_entry']],
  ] as const)('%s sees only what is not about a process or a person', async (program, expected) => {
    await inside(program, (tx) => tx.query('select 1')); // the connection has had a context before
    expect(await as[program].bare(seen)).toEqual(expected);
    expect(await refusal(as[program].bare((tx) => tx.query('select 1 / 0')))).toBe('22012');
    expect(await as[program].bare(seen)).toEqual(expected);
  });

  it('api sees no more in the role that it takes on in a process', async () => {
    const expected = everybodys.filter((name) => name !== 'worker_heartbeat');
    const nowhere = as.api.bare(async (tx) => {
      await tx.query('set local role liandong_inside');
      return seen(tx);
    });
    expect(await nowhere).toEqual(expected);
  });
});

describe('api', () => {
  const mine = ['clue_transfer', 'deadline', 'notice', 'process', 'process_reader', 'task'];

  it('shows nothing of a process to who has no relation to it', async () => {
    const { first, second } = record;
    expect(await seenBy(first.reviewer)).toEqual([...mine.slice(0, 2), 'draft', ...mine.slice(2)]);
    expect(await as.api.as({ person: first.reviewer }, (tx) => valuesOf(tx, 'process_id'))).toEqual([first.process]);
    expect(await as.api.as({ person: second.reviewer }, (tx) => valuesOf(tx, 'process_id'))).toEqual([second.process]);
  });

  it('shows the sender its clue and its process, not the handling', async () => {
    expect(await seenBy(record.first.sender)).toEqual([
      'clue',
      'clue_subject',
      'clue_transfer',
      'deadline',
      'document',
      'idempotency',
      'process',
      'session',
      'stray_file',
    ]);
    expect(await as.api.as({ person: record.first.sender }, (tx) => valuesOf(tx, 'clue_id'))).toEqual([record.first.clue]);
  });

  it('shows a supervisor the processes of the area, and neither clues nor tasks', async () => {
    expect(await seenBy(record.supervisor)).toEqual(['clue_transfer', 'deadline', 'process']);
    const processes = await as.api.as({ person: record.supervisor }, (tx) => tx.query('select from process'));
    expect(processes).toHaveLength(4);
  });

  it('shows nothing of a process to who is excluded from it', async () => {
    expect(await seenBy(record.first.colleague)).toEqual(['exclusion', 'process_reader', 'recusal']);
  });

  it('closes a process to who declares a recusal, and opens it again where who leads that person ends it', async () => {
    const { reviewer, process } = record.second;
    const recusal = 'c0ffee00-0000-4000-8000-000000000001';
    await as.api.as({ person: reviewer }, async (tx) => {
      await tx.run(`insert into recusal (id, person_id, tie, process_id, reason, declared_at) values ($1, $2, 'process', $3, '', $4)`, [
        recusal,
        reviewer,
        process,
        at,
      ]);
      expect(await tx.query('select exclude_by_recusal($1) as process', [recusal])).toEqual([{ process }]);
    });
    expect(await seenBy(reviewer)).toEqual(['draft', 'exclusion', 'process_reader', 'recusal']);
    const end = (person: string) => as.api.as({ person }, (tx) => tx.one('select end_recusal($1, $2, $3) as whose', [recusal, at, '']));
    for (const person of [reviewer, record.first.reviewer]) expect(await end(person)).toEqual({ whose: null });
    const led = () => as.api.as({ person: record.supervisor }, (tx) => tx.query('select id from recusals_led() where id = $1', [recusal]));
    expect(await led()).toEqual([{ id: recusal }]);
    await owner.query('insert into exclusion (person_id, process_id, recusal_id) values ($1, $2, $3)', [record.supervisor, process, recusal]);
    expect([await led(), await end(record.supervisor)]).toEqual([[], { whose: null }]);
    await owner.query('delete from exclusion where person_id = $1', [record.supervisor]);
    expect(await end(record.supervisor)).toEqual({ whose: reviewer });
    expect(await seenBy(reviewer)).toEqual([...mine.slice(0, 2), 'draft', ...mine.slice(2, 5), 'recusal', 'task']);
  });

  it('opens exactly the process that it enters', async () => {
    const { first, second } = record;
    const foreign = await as.api.as({ person: first.colleague }, async (tx) => {
      tx.enter(second.process);
      return { tables: await seen(tx), processes: await valuesOf(tx, 'process_id'), clues: await tx.query('select id from clue') };
    });
    expect(foreign.processes).toEqual([second.process]);
    expect(foreign.clues).toEqual([{ id: second.clue }]);
    expect(foreign.tables).toEqual(
      expect.arrayContaining(['clue', 'clue_subject', 'command', 'document', 'process_step', 'rung', 'task_note', 'timeline_entry']),
    );
    expect(await seenBy(first.colleague)).toEqual(['exclusion', 'process_reader', 'recusal']);
  });

  it.each([
    'select password_hash from person',
    'select * from person',
    'select id_hash from session',
    'select csrf_token from session',
    'select from login_throttle',
    'select from outbox',
    'select from read_log',
  ])('must not %s', async (statement) => {
    expect(await refusal(as.api.as({ person: record.first.sender }, (tx) => tx.query(statement)))).toBe(notAllowed);
  });
});

describe('worker', () => {
  it('sees its process, the children and nothing else', async () => {
    const { process, child } = record.first;
    expect(await as.worker.within(process, (tx) => valuesOf(tx, 'process_id'))).toEqual([process]);
    expect(await as.worker.within(process, (tx) => tx.query('select id from process order by number'))).toEqual([{ id: process }, { id: child }]);
    expect(await as.worker.within(child, (tx) => tx.query('select id from process'))).toEqual([{ id: child }]);
  });

  it.each(['clue', 'clue_subject', 'document', 'session', 'draft', 'recusal', 'read_log', 'idempotency', 'outbox'])('must not read %s', async (table) => {
    expect(await refusal(as.worker.within(record.first.process, (tx) => tx.query(`select from ${table}`)))).toBe(notAllowed);
  });
});

describe('relay', () => {
  it.each(['timeline_entry', 'command', 'clue', 'task', 'person'])('must not read %s', async (table) => {
    expect(await refusal(as.relay.within(record.first.process, (tx) => tx.query(`select from ${table}`)))).toBe(notAllowed);
  });
});

describe('what is only inserted', () => {
  it.each([
    'command',
    'process_step',
    'task_note',
    'timeline_entry',
    'chain_entry',
    'unsigned_entry',
    'notice',
    'read_log',
    'process_reader',
    'idempotency',
    'recusal',
  ])('%s is changed and deleted by no role', async (table) => {
    for (const program of programs) {
      const refused = (statement: string) => refusal(inside(program, (tx) => tx.run(statement)));
      const column = tables.find(({ name }) => name === table)!.columns[0]!;
      expect([program, await refused(`update ${table} set ${column} = ${column}`)]).toEqual([program, notAllowed]);
      expect([program, await refused(`delete from ${table}`)]).toEqual([program, notAllowed]);
    }
    for (const role of [...programs, 'inside']) {
      const { rows } = await owner.query(`select where has_any_column_privilege($1, $2, 'update')`, [`liandong_${role}`, table]);
      expect(rows).toEqual([]);
    }
  });
});
