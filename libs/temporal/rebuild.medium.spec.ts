// Real: PostgreSQL with its roles, and the Temporal Server, whose memory of these processes is lost by ending their workflows.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { clock } from '#domain/clock';
import { eventually } from '#testing/eventually';
import { workflowIdOf } from './names.js';
import { rebuildEngine } from './rebuild.js';
import { toldTo } from './trials/told.js';
import { trialWorld, type World } from './trials/world.js';

let world: World;

beforeAll(async () => {
  world = await trialWorld();
}, 60_000);
afterAll(() => world.close(), 60_000);

it('drives every open process again, with its input, and no closed one', async () => {
  const [lost, running, unknown, closed] = [await world.open({ toTeam: 'a' }), await world.open(), await world.open(), await world.open()];
  const { client } = world.engine;
  const told: number[] = [];
  const rebuild = () => rebuildEngine({ database: world.worker, client, taskQueue: world.taskQueue, progress: (rung) => told.push(rung) });
  await world.owner.query('update process set closed_at = $2 where id = $1', [closed, clock.now()]);
  await world.owner.query('update process set closed_at = $2 where id = $1', [unknown, clock.now()]);
  expect(await rebuild()).toBe(2);
  await world.workflow(lost).terminate();
  await world.owner.query('update process set closed_at = null where id = $1', [unknown]);

  expect(await rebuild()).toBe(3);
  expect(told).toEqual([2, 3]);
  for (const process of [lost, running, unknown]) expect((await world.workflow(process).describe()).status.name).toBe('RUNNING');
  expect(await toldTo(world.workflow(lost))).toEqual({ inputs: [{ toTeam: 'a', id: lost, version: 1 }], bells: [{ process: lost }] });
  expect((await toldTo(world.workflow(running))).bells).toHaveLength(2);
  await expect(world.workflow(closed).describe()).rejects.toThrow('not found');
});

it('begins every story anew where the record was put back to another moment, and ends those that it does not know', async () => {
  const [ahead, gone] = [await world.open({ toTeam: 'a' }), await world.open()];
  const { client } = world.engine;
  const rebuild = (anew: boolean) => rebuildEngine({ database: world.worker, client, taskQueue: world.taskQueue, anew });
  await rebuild(false);
  const before = (await world.workflow(ahead).describe()).runId;
  await world.owner.query('delete from process where id = $1', [gone]);
  await eventually(async () => {
    const listed = client.workflow.list({ query: `TaskQueue = '${world.taskQueue}' and WorkflowId = '${workflowIdOf(gone)}'` });
    expect((await listed[Symbol.asyncIterator]().next()).done).toBe(false);
  });

  await rebuild(true);
  const now = await world.workflow(ahead).describe();
  expect(now.status.name).toBe('RUNNING');
  expect(now.runId).not.toBe(before);
  expect(await toldTo(world.workflow(ahead))).toEqual({ inputs: [{ toTeam: 'a', id: ahead, version: 1 }], bells: [{ process: ahead }] });
  expect((await world.workflow(gone).describe()).status.name).toBe('TERMINATED');
});

it('leaves none out over several pages', async () => {
  const processes = await Promise.all(Array.from({ length: 503 }, () => world.open()));
  expect(await rebuildEngine({ database: world.worker, client: world.engine.client, taskQueue: world.taskQueue })).toBeGreaterThanOrEqual(processes.length);
  for (const process of [processes[0]!, processes[502]!]) expect((await world.workflow(process).describe()).status.name).toBe('RUNNING');
}, 120_000);
