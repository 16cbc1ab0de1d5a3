// Real: PostgreSQL with its roles.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import { clock, moveClock, resetClock } from '#domain/clock';
import { Database } from '#database/database';
import { silent } from '#temporal/trials/world';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import { endRecusals } from './recusals.js';

let record: FilledRecord;
let owner: Client;
let worker: Database;
let api: Database;

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  worker = await record.connect('worker');
  api = await record.connect('api');
}, 60_000);
afterAll(() => record?.close(), 60_000);
beforeEach(() => owner.query('delete from exclusion; delete from recusal'));
afterEach(resetClock);

const tomorrow = () => new Date(clock.now().getTime() + 24 * 3_600_000);

/** A recusal that keeps the first reviewer from the first process, up to a moment. */
async function recusal(ends: Date | null): Promise<string> {
  const id = uuid();
  const { reviewer, process } = record.first;
  await owner.query(`insert into recusal (id, person_id, tie, process_id, reason, declared_at, ends_at) values ($1, $2, 'process', $3, '', $4, $5)`, [
    id,
    reviewer,
    process,
    clock.now(),
    ends,
  ]);
  await owner.query('insert into exclusion values ($1, $2, $3)', [reviewer, process, id]);
  return id;
}

const sees = async () =>
  (await api.as({ person: record.first.reviewer }, (tx) => tx.query('select from task where process_id = $1', [record.first.process]))).length > 0;
const endOf = async (id: string) => (await owner.query('select ended_at, ended_by from recusal where id = $1', [id])).rows[0];

it('ends a recusal when its day is over, and lets what it kept away be seen again', async () => {
  const id = await recusal(tomorrow());
  await endRecusals(worker, silent);
  expect([await sees(), await endOf(id)]).toEqual([false, { ended_at: null, ended_by: null }]);

  moveClock(25 * 3_600_000);
  const now = clock.now();
  await endRecusals(worker, silent);
  expect([await sees(), await endOf(id)]).toEqual([true, { ended_at: expect.any(Date), ended_by: null }]);
  expect((await endOf(id)).ended_at.getTime()).toBeGreaterThanOrEqual(now.getTime());
});

it('leaves what another recusal keeps away, and those without an end', async () => {
  const over = await recusal(tomorrow());
  const lasting = await recusal(null);
  moveClock(25 * 3_600_000);
  await endRecusals(worker, silent);
  expect(await sees()).toBe(false);
  expect([(await endOf(over)).ended_at, (await endOf(lasting)).ended_at]).toEqual([expect.any(Date), null]);
});

it('ends each once: the moment stays, and the log says how many only where there were any', async () => {
  const id = await recusal(tomorrow());
  moveClock(25 * 3_600_000);
  const said: unknown[] = [];
  const log = { ...silent, info: (facts: unknown) => said.push(facts) } as unknown as typeof silent;
  await endRecusals(worker, log);
  const { ended_at: ended } = await endOf(id);
  moveClock(3_600_000);
  await endRecusals(worker, log);
  expect([said, (await endOf(id)).ended_at]).toEqual([[{ ended: 1 }], ended]);
});
