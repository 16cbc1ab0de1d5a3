// Real: PostgreSQL with its walls, and the role of the api.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database } from '#database/database';
import { fillEveryTable, type Matter } from '#testing/every-table';
import { testDatabase, type TestDatabase } from '#testing/database';
import type { Actor } from '../http/actor.js';
import type { EngineState } from '../processes/engine-state.js';
import { awaitsOf, type ProcessRecord } from '../processes/process-rows.js';
import { TaskViews } from './task-views.service.js';

let record: TestDatabase;
let matter: Matter;
let owner: Client;
let database: Database;

beforeAll(async () => {
  record = await testDatabase();
  owner = new Client(record.ownerUrl);
  await owner.connect();
  matter = (await fillEveryTable(owner)).first;
  await owner.query('update task set deadline_id = null'); // what it says of one needs a policy
  database = await Database.connect({ url: record.urls.api, program: 'api' });
});
afterAll(async () => {
  await database?.close();
  await owner?.end();
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

it('tells who looks at what is decided, or at a list, that the process waits for others that it has opened', async () => {
  await owner.query(`update task set state = 'decided', decided_by = holder, outcome = 'sign' where id = $1`, [matter.task]);
  await owner.query('update process set opened_by = $2, organization_id = $3 where id = $1', [matter.child, matter.reviewer, matter.team]); // one that they see
  expect((await answered(matter.reviewer)).sentence).toBe('等待 1 个下级流程办结。');
  const row = { id: matter.process, closedAt: null } as ProcessRecord;
  const ofList = database.look({ person: matter.reviewer }, async (tx) => (await awaitsOf(tx, [row], 'zh-CN'))(row));
  await expect(ofList).resolves.toEqual({ task: undefined, openChildren: 1 });
});
