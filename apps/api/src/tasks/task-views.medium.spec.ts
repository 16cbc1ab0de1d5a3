// Real: PostgreSQL with its walls, and the role of the api.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database } from '#database/database';
import type { Matter } from '#testing/every-table';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import type { Actor } from '../http/actor.js';
import type { EngineState } from '../processes/engine-state.js';
import { ProcessKinds } from '../processes/kinds.js';
import { ProcessLists } from '../processes/process-lists.service.js';
import { ProcessViews } from '../processes/process-views.service.js';
import { BoxesService } from './boxes.service.js';
import { TaskViews } from './task-views.service.js';

let record: FilledRecord;
let matter: Matter;
let owner: Client;
let database: Database;

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  matter = record.first;
  await owner.query('update task set deadline_id = null; delete from rung; delete from deadline'); // what is said of one needs a policy
  database = await record.connect('api');
});
afterAll(() => record?.close());

const at = new Date('2026-03-03T01:00:00Z');
const engine = { seen: {} } as EngineState;
const actorOf = (person: string): Actor =>
  ({ person, roles: [{ role: 'reviewer', organizationId: matter.team, organization: '' }], language: 'zh', now: at }) as unknown as Actor;

/** What a reviewer of the team is answered who has just acted on the task. */
const answered = (person: string) =>
  database.look({ person }, (tx) => new TaskViews(database, engine).viewAfter(tx, actorOf(person), matter.task, matter.process));

it('asks for the right of who has just acted before it opens the process: whom a recusal keeps away by now is answered nothing', async () => {
  await expect(answered(matter.colleague)).rejects.toMatchObject({ code: 'not-found' });
  await expect(answered(matter.reviewer)).resolves.toMatchObject({ id: matter.task });
});

describe('a process that waits for others that it has opened', () => {
  const sentence = '等待 2 个下级流程办结。';

  beforeAll(async () => {
    const { process, task, child, reviewer, team } = matter;
    await owner.query(`update task set state = 'decided', decided_by = holder, outcome = 'sign' where id = $1`, [task]);
    await owner.query('update process set opened_by = $2, organization_id = $3 where id = any ($1)', [[process, child], reviewer, team]); // which they see
    const columns = 'type, version, state, input, organization_id, urgency, policy_set, opened_by, opened_at, moved_at, head, parent_id';
    for (const closedAt of [null, at])
      await owner.query(`insert into process (id, number, ${columns}, closed_at) select gen_random_uuid(), gen_random_uuid(), ${columns}, $2 from process where id = $1`, [child, closedAt]);
  }); // oxfmt-ignore

  it('says so to who has just decided its task', async () => expect((await answered(matter.reviewer)).sentence).toBe(sentence));

  it('says so on its own page', async () => {
    const views = new ProcessViews(new ProcessKinds(), engine);
    const page = await database.look({ person: matter.reviewer }, (tx) => views.view(tx, actorOf(matter.reviewer), matter.process));
    expect(page.waiting.sentence).toBe(sentence);
  });

  it('says so in the lists', async () => {
    const actor = actorOf(matter.reviewer);
    const listed = await new ProcessLists(database, engine).list(actor, { limit: 50 });
    const started = await new BoxesService(database, engine).list(actor, { limit: 50, box: 'started' });
    expect(listed.items.find(({ id }) => id === matter.process)).toMatchObject({ sentence });
    expect(started.items.find(({ process }) => process.id === matter.process)).toMatchObject({ sentence });
  });
});
