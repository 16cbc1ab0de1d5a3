// Real: PostgreSQL with its walls, and the role of the api.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import { Database } from '#database/database';
import { RecusalsFromAClue1700000000028 } from '#database/migrations/0028-recusals-from-a-clue';
import type { Matter } from '#testing/every-table';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import { eventually } from '#testing/eventually';
import type { Actor } from '../http/actor.js';
import { OpeningService } from './opening.service.js';

let record: FilledRecord;
let owner: Client;
let matter: Matter;
let database: Database;

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  matter = record.first;
  database = await record.connect('api');
});
afterAll(() => record?.close());

const at = new Date('2031-03-03T01:00:00Z');
const urgency = 'normal';
const readers = [{ pool: 'pool', relation: 'sender' as const }];
const open = (
  subjectId: string,
  { toTeam = matter.team, unitId, now = at }: { toTeam?: string; unitId?: string; now?: Date } = {},
  besides?: () => Promise<void>,
) => {
  const actor = { person: matter.sender, now } as Actor;
  const opening = { type: 'clue-transfer', input: { toTeam, urgent: false }, organizationId: matter.team, unitId, subjectId, urgency, readers } as const;
  return database.as(actor, (tx) => new OpeningService().open(tx, actor, { ...opening, readers }, besides));
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

it('numbers each year anew, with six digits or as many as it takes', async () => {
  const open2032 = async () => (await open(randomUUID(), { now: new Date('2032-01-05T01:00:00Z') })).number;
  const first = await open2032();
  await owner.query(`update number_series set last = 999999 where key like '%2032%'`);
  expect([first, await open2032()]).toEqual([expect.stringMatching(/2032-000001$/), expect.stringMatching(/2032-1000000$/)]);
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
    const { id } = await open(randomUUID(), { toTeam: nobody });
    expect(await rowsOf(id, 'select kind from notice where process_id = $1')).toEqual([{ kind: 'nobody-eligible' }]);
    const entries = await rowsOf(id, 'select action from timeline_entry where process_id = $1 order by n');
    expect(entries.map(({ action }) => action)).toEqual(['open', 'task-opened', 'nobody-eligible']);
  });
});

describe('beside a recusal', () => {
  const recuse = (person: string, unit: string, meanwhile?: () => Promise<void>) =>
    database.as({ person }, async (tx) => {
      const id = randomUUID();
      await tx.run(`insert into recusal (id, person_id, tie, unit_id, reason, declared_at) values ($1, $2, 'unit', $3, '', $4)`, [id, person, unit, at]);
      await tx.query('select exclude_by_recusal($1)', [id]);
      await meanwhile?.();
    });
  const kept = async (process: string) =>
    (await owner.query<{ person: string }>('select person_id as person from exclusion where process_id = $1', [process])).rows.map(({ person }) => person);
  const end = () => owner.query('delete from exclusion; delete from recusal where process_id is null');

  const atTheEnd: (() => void)[] = [];
  afterEach(() => atTheEnd.splice(0).forEach((go) => go())); // a test that has failed leaves nobody waiting

  /** Something that is under way until it is let go. */
  function held() {
    let begun!: () => void;
    let go!: () => void;
    const underWay = new Promise<void>((resolve) => (begun = resolve));
    const gone = new Promise<void>((resolve) => (go = resolve));
    atTheEnd.push(go);
    const meanwhile = () => {
      begun();
      return gone;
    };
    return { underWay, go, meanwhile };
  }
  /** Until somebody has the lock of openings and recusals, or waits for one. */
  const locked = (how: 'shared' | 'waiting') =>
    eventually(async () => {
      const wanted = how === 'waiting' ? 'not granted' : `granted and mode = 'ShareLock'`;
      const locks = `select from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and ${wanted} and datname = current_database()`;
      expect((await owner.query(locks)).rowCount).toBe(1);
    });

  it('tells the office where all who could take its first task are kept away', async () => {
    const unitId = matter.team;
    for (const person of [matter.reviewer, matter.colleague]) await recuse(person, unitId);
    const { id } = await open(randomUUID(), { unitId });
    expect((await kept(id)).sort()).toEqual([matter.reviewer, matter.colleague].sort());
    expect((await owner.query('select kind from notice where process_id = $1', [id])).rows).toEqual([{ kind: 'nobody-eligible' }]);
    await end();
  });

  it('keeps away who declares it while the process is being opened', async () => {
    const { underWay, go, meanwhile } = held();
    const opening = open(randomUUID(), { unitId: matter.team }, meanwhile);
    await underWay;
    await locked('shared');
    const recusing = recuse(matter.reviewer, matter.team);
    await locked('waiting');
    go();
    const { id } = await opening;
    await recusing;
    expect(await kept(id)).toEqual([matter.reviewer]);
    await end();
  });

  it('keeps away whose declaration is not committed yet when the process is opened', async () => {
    const { underWay, go, meanwhile } = held();
    const recusing = recuse(matter.reviewer, matter.team, meanwhile);
    await underWay;
    const opening = open(randomUUID(), { unitId: matter.team });
    await locked('waiting');
    go();
    await recusing;
    expect(await kept((await opening).id)).toEqual([matter.reviewer]);
    await end();
  });

  it('keeps away who declares it while the unit of its clue is being corrected', async () => {
    const correcting = new Client(record.ownerUrl);
    await correcting.connect();
    await correcting.query('begin');
    await correcting.query('update clue set unit_id = $2 where id = $1', [matter.clue, matter.team]);
    await correcting.query('select exclude_from_clue($1)', [matter.clue]);
    const recusing = recuse(matter.reviewer, matter.team);
    await locked('waiting');
    await correcting.query('commit');
    await correcting.end();
    await recusing;
    expect(await kept(matter.process)).toContain(matter.reviewer);
    await end();
  });

  it('keeps away who declared it when a clue had been corrected to the unit, and only the unit at its opening counted', async () => {
    await owner.query('update clue set unit_id = $2 where id = $1', [matter.clue, matter.team]);
    await recuse(matter.reviewer, matter.team);
    await owner.query('delete from exclusion');
    await new RecusalsFromAClue1700000000028().up({ query: (statement: string) => owner.query(statement) } as unknown as QueryRunner);
    expect(await kept(matter.process)).toContain(matter.reviewer);
    await end();
  });

  it.each([
    ['by its last day', 'select end_recusals($1)'],
    ['by a lead', `select end_recusal(id, $1, '') from recusal where ended_at is null and tie = 'unit'`],
  ])('that ends %s while the process is being opened keeps nobody away', async (_, ends) => {
    await recuse(matter.reviewer, matter.team);
    await owner.query('update recusal set ends_at = $1 where ended_at is null', [at]);
    const { underWay, go, meanwhile } = held();
    const opening = open(randomUUID(), { unitId: matter.team }, meanwhile);
    await underWay;
    await locked('shared');
    const other = new Client(record.ownerUrl);
    await other.connect();
    atTheEnd.push(() => void other.end());
    await other.query(`select set_config('app.person', $1, false)`, [await lead()]);
    const ending = other.query(ends, [at]);
    await locked('waiting');
    go();
    const { id } = await opening;
    await ending;
    expect(await kept(id)).toEqual([]);
    await end();
  });

  /** Somebody who leads the reviewer. */
  async function lead(): Promise<string> {
    const id = randomUUID();
    await owner.query(`insert into person (id, login, name, password_hash, organization_id, created_at) values ($1, $2, 'L', '', $3, $4)`, [id, id, matter.team, at]);
    await owner.query(`insert into role_assignment (person_id, organization_id, role, pool, since) select $1, organization_id, 'team-lead', organization_id || '/team-lead', $3 from role_assignment where person_id = $2`, [id, matter.reviewer, at]);
    return id;
  } // oxfmt-ignore
});
