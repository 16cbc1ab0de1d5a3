import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { elsewhere } from '#runtime/databases';
import { testDatabase, type TestDatabase } from '#testing/database';
import { engine } from '#testing/engine';
import { eventually } from '#testing/eventually';
import { fillEveryTable } from '#testing/every-table';
import { Client } from 'pg';
import { Database } from '../database.js';
import { nextNumber } from './numbers.js';

// Real: PostgreSQL, and as many connections of the api as there are people who wait.

const waiting = 12;
let record: TestDatabase;
let admin: Client; // who sees what others wait for
let api: Database;
let person: string;

beforeAll(async () => {
  record = await testDatabase();
  admin = new Client(elsewhere(engine().postgres.adminUrl, { database: record.name }));
  await admin.connect();
  person = (await fillEveryTable(admin)).first.sender;
  api = await Database.connect({ url: record.urls.api, program: 'api', poolSize: waiting + 1 });
});
afterAll(async () => {
  await api?.close();
  await admin?.end();
  await record?.drop();
});

async function expectWaiting(count: number): Promise<void> {
  await eventually(async () => {
    const { rows } = await admin.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'api' and wait_event_type = 'Lock'`,
    );
    expect(rows[0]!.count).toBe(count);
  });
}

it('serves who waits for a number of the same series in the order in which they came', async () => {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let first: Promise<number> | undefined;
  await new Promise<void>((taken) => {
    first = api.as({ person }, async (tx) => {
      const number = await nextNumber(tx, 'process/2030');
      taken();
      await held;
      return number;
    });
  });
  const others: Promise<number>[] = [];
  for (let n = 0; n < waiting; n++) {
    others.push(api.as({ person }, (tx) => nextNumber(tx, 'process/2030')));
    await expectWaiting(n + 1);
  }
  letGo();

  expect(await Promise.all([first, ...others])).toEqual(Array.from({ length: waiting + 1 }, (_, n) => n + 1));
});
