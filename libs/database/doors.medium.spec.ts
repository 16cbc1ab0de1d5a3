import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '#testing/eventually';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import { type Client } from 'pg';
import { NIL } from 'uuid';
import type { Database } from './database.js';
import { codeOf } from './error-code.js';

// Real: PostgreSQL with the migrated schema and a row in every table; the roles call the functions that let them through the wall.

let record: FilledRecord;
let owner: Client;
let api: Database;
let worker: Database;

const day = 86_400_000;
const at = new Date('2026-03-04T01:00:00Z');
const after = (milliseconds: number) => new Date(at.getTime() + milliseconds);

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  api = await record.connect('api', 2);
  worker = await record.connect('worker', 2);
});

afterAll(() => record?.close());

it('has no function that fails before it has looked', async () => {
  const { rows } = await owner.query<{ call: string }>(
    `select format('select * from %s(%s)', proname, (select string_agg(format('null::%s', format_type(type, null)), ', ') from unnest(proargtypes) type)) as call
     from pg_proc where pronamespace = 'public'::regnamespace`,
  );
  const failures: string[] = [];
  await owner.query('begin');
  for (const { call } of rows) {
    await owner.query('savepoint before');
    await owner.query(call).catch((error: { code: string; message: string }) => {
      if (error.code !== '23502') failures.push(`${call}: ${error.message}`); // where it refuses to write null, it has looked
    });
    await owner.query('rollback to before');
  }
  await owner.query('rollback');
  expect(rows.length).toBeGreaterThan(20);
  expect(failures).toEqual([]);
});

const provenBy = async (person: string) =>
  (await owner.query<{ hash: string }>('select password_hash as hash from person where id = $1', [person])).rows[0]!.hash;
/** @returns whether a session has been opened with this hash, for who is proven by that one */
const opens = async (person: string, proven: string, hash = Buffer.from(randomUUID())) =>
  (
    await api.door<{ opened: boolean }>('select session_open($1, $2, $3, $4, $5, $6, $7, $8) as opened', [
      hash,
      person,
      proven,
      'token',
      at,
      after(day),
      '127.0.0.1',
      'spec',
    ])
  )[0]!.opened;

it('proves nobody by a password that is theirs no longer', async () => {
  const { reviewer: person } = record.first;
  const known = await provenBy(person);
  const open = (proven: string) => opens(person, proven);
  const change = (hash: string, proven: string) =>
    api.as(
      { person },
      async (tx) => (await tx.one<{ changed: boolean }>('select set_own_password($1, $2, $3, $4) as changed', [hash, proven, Buffer.from(''), at]))!.changed,
    );
  expect(await open(known)).toBe(true);
  expect(await change('new', 'another')).toBe(false);
  expect(await change('new', known)).toBe(true);
  expect([await open(known), await open('new')]).toEqual([false, true]);
  await owner.query('update person set active = false where id = $1', [person]);
  expect(await open('new')).toBe(false);
  await owner.query('update person set active = true, password_hash = $2 where id = $1', [person, known]);
});

it('waits for a password that is being changed, and opens nothing with the former one', async () => {
  const { reviewer: person } = record.first;
  const known = await provenBy(person);
  await owner.query('begin');
  await owner.query('update person set password_hash = $2 where id = $1', [person, 'new']);
  const opening = opens(person, known);
  await eventually(async () => expect((await owner.query('select from pg_locks where not granted')).rowCount).toBeGreaterThan(0));
  await owner.query('commit');
  expect(await opening).toBe(false);
  await owner.query('update person set password_hash = $2 where id = $1', [person, known]);
});

it('keeps a session while it is used, and ends it by idling, by its limit, by log-out and with the person', async () => {
  const person = record.first.sender;
  const idle = '30 minutes';
  const open = async () => {
    const hash = Buffer.from(randomUUID());
    expect(await opens(person, await provenBy(person), hash)).toBe(true);
    return hash;
  };
  const whose = async (hash: Buffer, now: Date) =>
    (
      await api.door<{ person_id: string; csrf_token: string; roles: { role: string }[] }>('select * from session_of($1, $2, $3::interval)', [hash, now, idle])
    )[0];
  const minutes = (count: number) => after(count * 60_000);

  const used = await open();
  for (let now = 20; now <= 100; now += 20)
    expect(await whose(used, minutes(now))).toMatchObject({ person_id: person, csrf_token: 'token', roles: [{ role: 'coordinator' }] });
  expect(await whose(used, minutes(131))).toBeUndefined();
  expect(await whose(used, minutes(132))).toBeUndefined();

  const long = await open();
  for (let now = 20; now < 1440; now += 20) await whose(long, minutes(now));
  expect(await whose(long, minutes(1439))).toBeDefined();
  expect(await whose(long, minutes(1440))).toBeUndefined();

  const left = await open();
  await api.door('select session_end($1, $2)', [left, at]);
  expect(await whose(left, at)).toBeUndefined();

  const last = await open();
  await owner.query('update person set active = false where id = $1', [person]);
  expect(await whose(last, at)).toBeUndefined();
  expect(await api.door('select * from log_in_of($1)', ['sender 1'])).toEqual([]);
  await owner.query('update person set active = true where id = $1', [person]);
  expect(await whose(last, at)).toBeDefined();
  expect(await api.door('select * from log_in_of($1)', ['sender 1'])).toEqual([{ person_id: person, password_hash: 'secret' }]);
});

it('tells those who may see a process whom it waits for, and nobody else', async () => {
  const { first, second } = record;
  const waiting = (person: string) =>
    api.as({ person }, (tx) => tx.query<{ process_id: string; pool: string }>('select * from waiting_tasks($1)', [[first.process, second.process]]));
  expect(await waiting(first.sender)).toEqual([expect.objectContaining({ process_id: first.process, pool: `${first.team}/reviewer`, step: 'sign/1' })]);
  expect((await waiting(record.supervisor)).map(({ process_id }) => process_id).sort()).toEqual([first.process, second.process].sort());
  expect(await waiting(first.colleague)).toEqual([]); // recused
});

/** Keeps somebody from a process by a recusal while `work` goes on. */
async function recused(person: string, process: string, work: () => Promise<void>): Promise<void> {
  const recusal = randomUUID();
  await owner.query(`insert into recusal (id, person_id, tie, process_id, reason, declared_at) values ($1, $2, 'process', $3, '', $4)`, [
    recusal,
    person,
    process,
    at,
  ]);
  await owner.query('insert into exclusion (person_id, process_id, recusal_id) values ($1, $2, $3)', [person, process, recusal]);
  await work();
  await owner.query('delete from exclusion where recusal_id = $1', [recusal]);
  await owner.query('delete from recusal where id = $1', [recusal]);
}

it('counts the open children that a person may see the same inside a process as outside', async () => {
  const { first, second, supervisor } = record;
  const outside = `select count(*)::int as open from process where parent_id = $1 and closed_at is null`;
  const counted = async (person: string) => {
    const expected = await api.as({ person }, (tx) => tx.one(outside, [first.process]));
    const inside = await api.as({ person }, (tx) => {
      tx.enter(first.process);
      return tx.one<{ open: number }>('select open_children($1) as open', [first.process]);
    });
    expect(inside).toEqual(expected);
    return inside!.open;
  };
  const people = [first.sender, first.reviewer, first.colleague, second.reviewer, supervisor];
  const counts: number[] = [];
  for (const person of people) counts.push(await counted(person));
  expect(counts).toEqual(expect.arrayContaining([0, 1]));
  const seeing = people[counts.indexOf(1)]!;
  await recused(seeing, first.child, async () => expect(await counted(seeing)).toBe(0));
});

it("tells a clue's keeper of its last transfer, and whether that is theirs to see, also inside an earlier one", async () => {
  const { process, clue, sender } = record.first;
  const later = randomUUID();
  await owner.query(`insert into process select (jsonb_populate_record(p, $2)).* from process p where id = $1`, [
    process,
    { id: later, number: 'later', subject_id: null, opened_at: after(day) },
  ]);
  await owner.query('insert into clue_transfer select (jsonb_populate_record(t, $2)).* from clue_transfer t where process_id = $1', [
    process,
    { process_id: later },
  ]);
  const last = (inside?: string) =>
    api.as({ person: sender }, (tx) => {
      if (inside) tx.enter(inside);
      return tx.one('select number, seen from last_transfer_of($1)', [clue]);
    });
  for (const where of [undefined, process, later]) expect(await last(where)).toEqual({ number: 'later', seen: true });
  await recused(sender, later, async () => {
    for (const where of [undefined, process]) expect(await last(where)).toEqual({ number: 'later', seen: false });
  });
  await owner.query('update process set opened_by = null where id = $1', [later]);
  for (const where of [undefined, process]) expect(await last(where)).toEqual({ number: 'later', seen: false });
  expect(await last(later)).toEqual({ number: 'later', seen: true });
  await owner.query('delete from clue_transfer where process_id = $1', [later]);
  await owner.query('delete from process where id = $1', [later]);
});

it('finds the claims whose holders have to be told, once for the warning and once for the end', async () => {
  const { first } = record;
  const due = async (now: Date) =>
    (await worker.door<{ id: string }>('select leased_processes as id from leased_processes($1, $2, $3, 10)', [new Date(now.getTime() + day), now, NIL])).map(
      ({ id }) => id,
    );
  const lease = (until: Date, warned: Date | null) =>
    owner.query('update task set lease_until = $2, lease_warned_at = $3 where id = $1', [first.task, until, warned]);

  await lease(after(3 * day), null);
  expect(await due(at)).toEqual([]);
  expect(await due(after(2 * day))).toEqual([first.process]);
  await lease(after(3 * day), after(2 * day));
  expect(await due(after(2.5 * day))).toEqual([]);
  expect(await due(after(3 * day))).toEqual([first.process]);
  await lease(after(3 * day), after(3 * day));
  expect(await due(after(4 * day))).toEqual([]);
});

it('counts what a person holds, one claim after the other', async () => {
  const { reviewer, task, process } = record.second;
  await owner.query('update task set lease_until = $2 where id = $1', [task, after(day)]);
  const held = (now: Date) =>
    api.as({ person: reviewer }, (tx) => {
      tx.enter(process);
      return tx.one('select held_by($1, $2) as held', [reviewer, now]);
    });
  expect(await held(at)).toEqual({ held: 1 });
  expect(await held(after(day))).toEqual({ held: 0 });
});

it('tells whether a task may come to a person as the record is once they are locked', async () => {
  const { reviewer, task, process } = record.second;
  const { pool } = (await owner.query<{ pool: string }>('select pool from task where id = $1', [task])).rows[0]!;
  const hand = () =>
    api.as({ person: reviewer }, (tx) => {
      tx.enter(process);
      return tx.one('select held, belongs from hand_of($1, $2, $3, $4)', [reviewer, pool, process, at]);
    });
  const active = (whether: boolean) => owner.query('update person set active = $2 where id = $1', [reviewer, whether]);
  expect(await hand()).toEqual({ held: 1, belongs: true });

  await owner.query('begin');
  await active(false);
  const asked = hand();
  const waiting = 'select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid';
  await eventually(async () => expect((await owner.query(waiting)).rowCount).toBe(1));
  await owner.query('commit');
  expect(await asked).toEqual({ held: 1, belongs: false });
  await active(true);
});

it('ends recusals on their day, and what they kept away with them', async () => {
  const { reviewer, process } = record.second;
  const recusal = randomUUID();
  await owner.query(`insert into recusal (id, person_id, tie, process_id, reason, declared_at, ends_at) values ($1, $2, 'process', $3, '', $4, $5)`, [
    recusal,
    reviewer,
    process,
    at,
    after(day),
  ]);
  await owner.query('insert into exclusion (person_id, process_id, recusal_id) values ($1, $2, $3)', [reviewer, process, recusal]);
  const kept = async () => (await owner.query('select from exclusion where recusal_id = $1', [recusal])).rowCount;

  expect(await worker.door('select end_recusals($1) as ended', [at])).toEqual([{ ended: 0 }]);
  expect(await kept()).toBe(1);
  expect(await worker.door('select end_recusals($1) as ended', [after(day)])).toEqual([{ ended: 1 }]);
  expect(await kept()).toBe(0);
});

it('opens each door to those alone who need it', async () => {
  const refused = (database: Database, call: string) => database.door(call).then(() => '', codeOf);
  for (const call of ['select open_processes(null, 1)', 'select end_recusals(null)', 'select park(null, null)'])
    expect([call, await refused(api, call)]).toEqual([call, '42501']);
  for (const call of [`select log_in_of('x')`, `select session_of('', null, null)`, 'select end_recusal(null, null, null)', 'select park(null, null)'])
    expect([call, await refused(worker, call)]).toEqual([call, '42501']);
});
