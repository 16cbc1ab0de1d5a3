// Real: PostgreSQL with its walls, and the role of the api.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database } from '#database/database';
import { fillEveryTable, type Matter } from '#testing/every-table';
import { testDatabase, type TestDatabase } from '#testing/database';
import type { Actor } from '../http/actor.js';
import type { EngineState } from '../processes/engine-state.js';
import { TaskViews } from './task-views.service.js';

let record: TestDatabase;
let matter: Matter;
let database: Database;

beforeAll(async () => {
  record = await testDatabase();
  const owner = new Client(record.ownerUrl);
  await owner.connect();
  matter = (await fillEveryTable(owner)).first;
  await owner.query('update task set deadline_id = null'); // what it says of one needs a policy
  await owner.end();
  database = await Database.connect({ url: record.urls.api, program: 'api' });
});
afterAll(async () => {
  await database?.close();
  await record?.drop();
});

/** What a reviewer of the team is answered who has just acted on the task. */
function answered(person: string) {
  const roles = [{ role: 'reviewer', organizationId: matter.team, organization: '' }];
  const actor = { person, roles, language: 'zh', now: new Date('2026-03-03T01:00:00Z') } as unknown as Actor;
  const views = new TaskViews(database, { seen: {} } as EngineState);
  return database.look({ person }, (tx) => views.viewAfter(tx, actor, matter.task, matter.process));
}

it('asks for the right of who has just acted before it opens the process: whom a recusal keeps away by now is answered nothing', async () => {
  await expect(answered(matter.colleague)).rejects.toMatchObject({ code: 'not-found' });
  await expect(answered(matter.reviewer)).resolves.toMatchObject({ id: matter.task });
});
