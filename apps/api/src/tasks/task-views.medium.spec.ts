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
import { lockTask } from './held.js';
import { TaskViews } from './task-views.service.js';
import type { TaskView } from './tasks.dto.js';

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

const views = () => new TaskViews(database, engine);

/** What the reviewer is answered who has just acted on the task; `meanwhile` happens in between. */
async function answered(meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<TaskView> {
  const actor = actorOf(matter.reviewer);
  const held = await database.as(actor, (tx) => lockTask(tx, actor, matter.task, 'task.read'));
  await meanwhile();
  return database.look(actor, (tx) => views().viewAfter(tx, actor, held));
}

describe('who has just acted', () => {
  const read = () => database.look(actorOf(matter.reviewer), (tx) => views().view(tx, actorOf(matter.reviewer), matter.task));

  it('is answered what they would read: by what they have in hand by then', async () => {
    await owner.query(`update process_reader set relation = 'pool'`); // only their hands make them a handler
    const before = await read();
    expect(before.notes).not.toEqual([]);
    await expect(answered()).resolves.toEqual(before);
    await owner.query('update task set holder = null where id = $1', [matter.task]);
    const taken = await answered(() => owner.query('update task set holder = $2 where id = $1', [matter.task, matter.reviewer]));
    expect(taken).toEqual(before);
    const letGo = await answered(() => owner.query('update task set holder = null where id = $1', [matter.task]));
    expect(letGo).toEqual(await read());
    expect(letGo.notes).toEqual([]);
    await owner.query('update task set holder = $2 where id = $1', [matter.task, matter.reviewer]);
  });

  it('is answered nothing where a recusal keeps them away by now', async () => {
    const recused = () =>
      owner.query('insert into exclusion (person_id, process_id, recusal_id) select $1, process_id, id from recusal where process_id = $2', [
        matter.reviewer,
        matter.process,
      ]);
    await expect(answered(recused)).rejects.toMatchObject({ code: 'not-found' });
    await owner.query('delete from exclusion where person_id = $1', [matter.reviewer]);
  });
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

  it('says so to who has just decided its task', async () => expect((await answered()).sentence).toBe(sentence));

  it('says so on its own page', async () => {
    const pages = new ProcessViews(new ProcessKinds(), engine);
    const page = await database.look({ person: matter.reviewer }, (tx) => pages.view(tx, actorOf(matter.reviewer), matter.process));
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
