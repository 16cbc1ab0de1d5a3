import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#testing/database';
import { type EveryTable, fillEveryTable } from '#testing/every-table';
import { Client } from 'pg';
import { codeOf, Database, type Transaction } from './database.js';

// Real: PostgreSQL with its walls and a row in every table, and the interface connected under its own role, on one connection that is used again and again.

const notAllowed = '42501';
const at = new Date('2026-03-04T01:00:00Z');

let record: TestDatabase;
let given: EveryTable;
let api: Database;

beforeAll(async () => {
  record = await testDatabase();
  const owner = new Client(record.ownerUrl);
  await owner.connect();
  given = await fillEveryTable(owner);
  await owner.end();
  api = await Database.connect({ url: record.urls.api, program: 'api', poolSize: 1 });
});

afterAll(async () => {
  await api?.close();
  await record?.drop();
});

/** A transaction of the first process's sender, in that process. */
const inside = <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  api.as({ person: given.first.sender }, (tx) => {
    tx.enter(given.first.process);
    return work(tx);
  });

/** The code with which PostgreSQL refuses; an empty text where it does not. */
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => '', codeOf);

it('leaves the process with the transaction, however that ends', async () => {
  const { sender, process } = given.first;
  const role = (work: (tx: Transaction) => Promise<unknown>) => api.as({ person: sender }, work);
  const current = (tx: Transaction) => tx.query('select current_user::text as role, app_person() as person');
  expect(await inside(current)).toEqual([{ role: 'liandong_inside', person: sender }]);
  expect(await role(current)).toEqual([{ role: 'liandong_api', person: sender }]);
  await expect(inside((tx) => tx.query('select 1 / 0'))).rejects.toThrow();
  expect(await role(current)).toEqual([{ role: 'liandong_api', person: sender }]);
  const looked = api.asThenLook({ person: sender }, (tx) => Promise.resolve(tx.enter(process)), current);
  expect(await looked).toEqual([{ role: 'liandong_api', person: sender }]);
});

const writing = (process: string): [statement: string, values: unknown[]][] => [
  [`update process set state = 'closed' where id = $1`, [process]],
  ['update task set holder = null where process_id = $1', [process]],
  ['update deadline set due_at = $2 where process_id = $1', [process, at]],
  ['select from process where id = $1 for no key update', [process]],
];
const adding = (process: string): [statement: string, values: unknown[]][] => [
  ['insert into outbox (process_id, at) values ($1, $2)', [process, at]],
  [`insert into command (process_id, seq, kind, at) values ($1, 2, 'recall', $2)`, [process, at]],
  [`insert into timeline_entry (process_id, n, at, action, detail, hash) values ($1, 2, $2, 'recall', '{}', '')`, [process, at]],
  [`insert into process_reader (process_id, pool, relation) values ($1, $2::timestamptz::text, 'handler')`, [process, at]],
];

it('writes nothing of a process while it has not entered one', async () => {
  const { process, sender } = given.first;
  for (const [statement, values] of [...writing(process), ...adding(process)]) {
    expect([statement, await refusal(api.as({ person: sender }, (tx) => tx.run(statement, values)))]).toEqual([statement, notAllowed]);
  }
});

it('writes nothing of any process but the one that it has entered', async () => {
  const other = given.second.process;
  for (const [statement, values] of writing(other)) expect([statement, await inside((tx) => tx.run(statement, values))]).toEqual([statement, 0]);
  for (const [statement, values] of adding(other))
    expect([statement, await refusal(inside((tx) => tx.run(statement, values)))]).toEqual([statement, notAllowed]);
});

it.each(['command', 'process_step', 'task_note', 'timeline_entry', 'rung'])('must not read %s without having entered a process', async (table) => {
  expect(await refusal(api.as({ person: given.first.reviewer }, (tx) => tx.query(`select from ${table}`)))).toBe(notAllowed);
});

it.each(['session', 'recusal', 'read_log', 'stray_file', 'login_throttle', 'one_time_token'])('must not read %s in a process', async (table) => {
  expect(await refusal(inside((tx) => tx.query(`select from ${table}`)))).toBe(notAllowed);
});
