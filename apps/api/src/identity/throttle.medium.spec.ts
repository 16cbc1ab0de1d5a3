// Real: PostgreSQL with its walls, and the role of the api.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '#database/database';
import { testDatabase, type TestDatabase } from '#testing/database';
import { Throttle } from './throttle.service.js';

let record: TestDatabase;
let database: Database;
let throttle: Throttle;

beforeAll(async () => {
  record = await testDatabase();
  database = await Database.connect({ url: record.urls.api, program: 'api' });
  throttle = new Throttle(database);
});
afterAll(async () => {
  await database?.close();
  await record?.drop();
});

const start = new Date('2026-03-02T01:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
let names = 0;

/** Fails under a name that nobody has tried yet. */
async function fail(address: string, now: Date): Promise<void> {
  await throttle.attempt(`name ${names++}`, address, now);
  await throttle.countFailure(address, now);
}

const heldFor = (seconds: number) => ({ code: 'too-many-attempts', about: { retryAfter: seconds } });

it('holds up an address after thirty failures, whatever the names, and longer with each further one', async () => {
  const [one, other] = ['192.0.2.1', '192.0.2.2'];
  for (let failures = 0; failures < 30; failures++) await fail(one, start);
  await expect(fail(one, start)).rejects.toMatchObject(heldFor(15));
  await fail(other, start);

  await expect(fail(one, after(14))).rejects.toMatchObject(heldFor(1));
  await fail(one, after(15));
  await expect(fail(one, after(15))).rejects.toMatchObject(heldFor(30));
});

it('forgets the failures of an address an hour after the last', async () => {
  const address = '192.0.2.3';
  for (let failures = 0; failures < 30; failures++) await fail(address, start);
  for (let failures = 0; failures < 30; failures++) await fail(address, after(3_600));
  await expect(fail(address, after(3_600))).rejects.toMatchObject(heldFor(15));
});
