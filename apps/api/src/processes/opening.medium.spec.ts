// Real: PostgreSQL with its walls, and the role of the api.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database } from '#database/database';
import { fillEveryTable, type Matter } from '#testing/every-table';
import { testDatabase, type TestDatabase } from '#testing/database';
import type { Actor } from '../http/actor.js';
import { OpeningService } from './opening.service.js';

let record: TestDatabase;
let owner: Client;
let matter: Matter;
let database: Database;

beforeAll(async () => {
  record = await testDatabase();
  owner = new Client(record.ownerUrl);
  await owner.connect();
  matter = (await fillEveryTable(owner)).first;
  database = await Database.connect({ url: record.urls.api, program: 'api' });
});
afterAll(async () => {
  await database?.close();
  await owner?.end();
  await record?.drop();
});

const at = new Date('2031-03-03T01:00:00Z');
const urgency = 'normal';
const readers = [{ pool: 'pool', relation: 'sender' as const }];
const open = (subjectId: string, now = at, toTeam = matter.team) => {
  const actor = { person: matter.sender, now } as Actor;
  const opening = { type: 'clue-transfer', input: { toTeam, urgent: false }, organizationId: matter.team, subjectId, urgency, readers } as const;
  return database.as(actor, (tx) => new OpeningService().open(tx, actor, { ...opening, readers }));
};

it('opens one process about a thing, also where two are opened at the same moment, and leaves no gap in their numbers', async () => {
  const about = randomUUID();
  const outcomes = await Promise.allSettled([open(about), open(about)]);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toMatchObject([{ reason: { code: 'transfer-open' } }]);
  await open(randomUUID());
  const { rows } = await owner.query<{ number: string }>('select number from process where opened_at = $1 order by number', [at]);
  expect(rows.map(({ number }) => Number(/\d+$/.exec(number)))).toEqual([1, 2]);
});

describe('with its first task', () => {
  const rowsOf = async (process: string, statement: string) => (await owner.query<Record<string, unknown>>(statement, [process])).rows;
  const pool = (team: string) => `${team}/reviewer`;

  it('opens it in its pool, with the deadline that runs from the opening', async () => {
    const { id, rung } = await open(randomUUID());
    expect(rung).toBeUndefined();
    const task = `select step, kind, t.state, pool, holder, key, started_at, opened_at, t.due_at = d.due_at as due, (select count(*)::int from rung where deadline_id = d.id) > 0 as laddered
      from task t join deadline d on d.id = t.deadline_id where t.process_id = $1`;
    expect(await rowsOf(id, task)).toEqual([
      { step: 'sign/1', kind: 'sign', state: 'open', pool: pool(matter.team), holder: null, key: 'clue.receipt', started_at: at, opened_at: at, due: true, laddered: true },
    ]); // oxfmt-ignore
    expect(await rowsOf(id, 'select pool, relation from process_reader where process_id = $1 order by relation')).toEqual([
      { pool: pool(matter.team), relation: 'pool' },
      { pool: 'pool', relation: 'sender' },
    ]);
    const entries = await rowsOf(id, 'select n, action, task_step as step from timeline_entry where process_id = $1 order by n');
    expect(entries).toEqual([{ n: 1, action: 'open', step: null }, { n: 2, action: 'task-opened', step: 'sign/1' }]); // oxfmt-ignore
    const bells = `select seq, patient_until - at = interval '1 second' as patient from outbox where process_id = $1`;
    expect(await rowsOf(id, bells)).toEqual([{ seq: 1, patient: true }]);
    expect(await rowsOf(id, 'select from notice where process_id = $1')).toEqual([]);
  });

  it('tells the office where nobody may take it', async () => {
    const nobody = randomUUID();
    const { id } = await open(randomUUID(), at, nobody);
    expect(await rowsOf(id, 'select kind from notice where process_id = $1')).toEqual([{ kind: 'nobody-eligible' }]);
    const entries = await rowsOf(id, 'select action from timeline_entry where process_id = $1 order by n');
    expect(entries.map(({ action }) => action)).toEqual(['open', 'task-opened', 'nobody-eligible']);
  });
});
