import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#testing/database';
import { foundSmallCity } from '#testing/small-city';
import { Client, Pool } from 'pg';
import { hashOfToken } from './record/one-time-token.js';
import { openSetUp } from './set-up.js';

// Real: PostgreSQL with the migrated schema, in which nobody is yet.

let record: TestDatabase;
let owner: Client;

beforeAll(async () => {
  record = await testDatabase();
  owner = new Client(record.ownerUrl);
  await owner.connect();
});

afterAll(async () => {
  await owner?.end();
  await record?.drop();
});

it('makes a token each time while nobody is in the record, and keeps its hash only', async () => {
  const tokens = [await openSetUp(record.ownerUrl), await openSetUp(record.ownerUrl)];
  const { rows } = await owner.query<{ token_hash: Buffer; hours: number }>(
    'select token_hash, extract(epoch from expires_at - created_at)::int / 3600 as hours from one_time_token order by created_at',
  );
  expect(rows).toEqual(tokens.map((token) => ({ token_hash: hashOfToken(token!), hours: 24 })));
});

it('makes none where somebody is in it', async () => {
  const pool = new Pool({ connectionString: record.ownerUrl });
  await foundSmallCity(pool);
  await pool.end();
  expect(await openSetUp(record.ownerUrl)).toBeUndefined();
  expect((await owner.query('select from one_time_token')).rowCount).toBe(2);
});
