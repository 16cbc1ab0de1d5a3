// Real: PostgreSQL.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '#testing/database';
import { Turn, turns } from './turn.js';

let record: TestDatabase;
let first: Turn;
let second: Turn;

beforeAll(async () => {
  record = await testDatabase();
  const turn = () => new Turn({ url: record.urls.worker, program: 'worker' }, turns.leases);
  [first, second] = [turn(), turn()];
}, 60_000);
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await record.drop();
}, 60_000);

const nothing = async () => undefined;

it('lets one at a time do the work', async () => {
  let other: boolean | undefined;
  expect(await first.take(async () => void (other = await second.take(nothing)))).toBe(true);
  expect(other).toBe(false);
  expect(await second.take(nothing)).toBe(true);
});

it('gives the turn back where the work fails', async () => {
  await expect(first.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await second.take(nothing)).toBe(true);
});

it('frees the turn of an instance that has lost its connection, which takes its next one on a new one', async () => {
  const other = new Client({ connectionString: record.urls.worker });
  await other.connect();
  await first.take(async () => {
    await other.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'worker turn' and pid in (select pid from pg_locks where locktype = 'advisory')`,
    );
    expect(await second.take(nothing)).toBe(true);
  });
  expect(await first.take(nothing)).toBe(true);
  await other.end();
});
