// Real: PostgreSQL with its walls, and the role of the api.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
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

it('opens one process about a thing, also where two are opened at the same moment, and leaves no gap in their numbers', async () => {
  const actor = { person: matter.sender, now: new Date('2031-03-03T01:00:00Z') } as Actor;
  const open = (subjectId: string) =>
    database.as(actor, (tx) =>
      new OpeningService().open(tx, actor, {
        type: 'clue-transfer',
        input: {},
        organizationId: matter.team,
        subjectId,
        urgency: 'normal',
        readers: [{ pool: 'pool', relation: 'sender' }],
      }),
    );

  const about = randomUUID();
  const outcomes = await Promise.allSettled([open(about), open(about)]);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toMatchObject([{ reason: { code: 'transfer-open' } }]);
  await open(randomUUID());
  const { rows } = await owner.query<{ number: string }>('select number from process where opened_at = $1 order by number', [actor.now]);
  expect(rows.map(({ number }) => Number(/\d+$/.exec(number)))).toEqual([1, 2]);
});
