// Real: PostgreSQL.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '#testing/database';
import { inTurn, turns } from './turn.js';

let record: TestDatabase;

beforeAll(async () => {
  record = await testDatabase();
}, 60_000);
afterAll(() => record.drop(), 60_000);

const take = (work: () => Promise<void>) => inTurn({ url: record.urls.worker, program: 'worker' }, turns.leases, work);
const nothing = async () => undefined;

it('lets one at a time do the work', async () => {
  let other: boolean | undefined;
  expect(await take(async () => void (other = await take(nothing)))).toBe(true);
  expect(other).toBe(false);
  expect(await take(nothing)).toBe(true);
});

it('gives the turn back where the work fails', async () => {
  await expect(take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await take(nothing)).toBe(true);
});

it('frees the turn of an instance that has lost its connection, so that another may take it', async () => {
  const other = new Client({ connectionString: record.urls.worker });
  await other.connect();
  await take(async () => {
    await other.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'worker turn' and pid in (select pid from pg_locks where locktype = 'advisory')`,
    );
    expect(await take(nothing)).toBe(true);
  });
  expect(await take(nothing)).toBe(true);
  await other.end();
});
