import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Pool, type PoolClient } from 'pg';
import { type TestDatabase, testDatabase } from '#testing/database';
import { prepared } from './prepared.js';

// Real: PostgreSQL, and pg as it pipelines.

let database: TestDatabase;
let pool: Pool;
let client: PoolClient;
/** For what pg has asked the columns. */
let described: number;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.ownerUrl, pipeline: true });
  client = await pool.connect();
  const { connection } = client as unknown as { connection: { describe: (message: object) => void } };
  const describe = connection.describe.bind(connection);
  connection.describe = (message) => {
    described++;
    describe(message);
  };
  await client.query('create temporary table seal (id integer primary key, since timestamptz, facts jsonb)');
});
afterAll(async () => {
  client?.release(true);
  await pool?.end();
  await database?.drop();
});

const ask = (name: string, text: string, values: unknown[] = []) => prepared(client, { name, text, values });

it('asks for the columns of a statement once a connection, and reads each answer by them', async () => {
  described = 0;
  const since = new Date('2031-03-03T01:00:00Z');
  const insert = (id: number) => ask('insert', 'insert into seal values ($1, $2, $3)', [id, since, { of: id }]);
  expect((await Promise.all([insert(1), insert(2)])).map(({ rowCount }) => rowCount)).toEqual([1, 1]);
  expect((await insert(3)).rowCount).toBe(1);
  expect(described).toBe(2); // of the two that went out together neither had an answer yet

  const select = (least: number) => ask('select', 'select id, since, facts from seal where id >= $1 order by id', [least]);
  const row = (id: number) => ({ id, since, facts: { of: id } });
  expect((await select(1)).rows).toEqual([row(1), row(2), row(3)]);
  expect((await select(3)).rows).toEqual([row(3)]);
  expect((await select(4)).rows).toEqual([]);
  expect(described).toBe(3);
});

it('knows no columns of a statement that has failed, and those of one that fails later all the same', async () => {
  const half = async (of: number) => await ask('half', 'select 1 / $1::integer as half', [of]);
  await expect(half(0)).rejects.toMatchObject({ code: '22012', stack: expect.stringMatching(/at (async )?half/) });
  expect((await half(1)).rows).toEqual([{ half: 1 }]);
  await expect(half(0)).rejects.toMatchObject({ code: '22012' });
  expect((await half(1)).rows).toEqual([{ half: 1 }]);
});

it('is refused by PostgreSQL where the columns are others by now', async () => {
  expect((await ask('all', 'select * from seal where id = 0')).rows).toEqual([]);
  await client.query('alter table seal add column note text');
  await expect(ask('all', 'select * from seal where id = 0')).rejects.toMatchObject({ code: '0A000' });
});
