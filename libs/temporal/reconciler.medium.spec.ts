// Real: PostgreSQL with its roles, the Temporal Server, a worker with a story that throws, then one that is mended.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { clock } from '#domain/clock';
import { retry } from '#database/record/retry';
import { Reconciler, storyCode } from './reconciler.js';
import { ring } from './ring.js';
import { eventually } from '#testing/eventually';
import { silent, trialWorld, type World } from './trials/world.js';

let world: World;
let reconciler: Reconciler;

beforeAll(async () => {
  world = await trialWorld();
  reconciler = new Reconciler({ database: world.worker, client: world.engine.client, log: silent });
}, 60_000);
afterAll(() => world.close(), 60_000);

const start = (id: string) => ring(world.engine.client, { process: { id, type: 'trial', version: 1, input: {}, closedAt: null }, taskQueue: world.taskQueue });
/** Passes until something shows. */
const passing = (shows: () => Promise<void>, seconds?: number) => eventually(() => reconciler.pass().then(shows), seconds);

it('shows a story that throws as stuck within a minute, and heals it by a retry once it is mended', async () => {
  const bad = await world.works(async () => 'end', { story: 'broken' });
  const process = await world.open();
  await start(process);
  await passing(async () => expect(await world.read(process, 'stuck_since')).toBeInstanceOf(Date), 60);
  expect(await world.read(process, 'stuck_step')).toBeNull();
  expect(await world.read(process, 'stuck_code')).toBe(storyCode);

  await bad.shutdown();
  await world.works(async () => 'go on');
  const { relay } = world.relay();
  await world.worker.within(process, (tx) => retry(tx, process, clock.now()));
  await eventually(async () => expect(await world.waiting()).toBe(0));
  await passing(async () => expect((await world.workflow(process).describe()).raw.pendingWorkflowTask).toBeNull());
  expect(await world.read(process, 'stuck_since')).toBeNull();
  await relay.stop();
}, 120_000);

it('heals a story that runs again without a retry', async () => {
  const process = await world.open();
  await start(process);
  await world.owner.query(`update process set stuck_since = $2, stuck_code = $3 where id = $1`, [process, clock.now(), storyCode]);
  await passing(async () => expect(await world.read(process, 'stuck_since')).toBeNull());
});

it('leaves a step that is stuck to its activity', async () => {
  const process = await world.open();
  await start(process);
  await world.owner.query(`update process set stuck_since = $2, stuck_code = '23505', stuck_step = 'sign/1' where id = $1`, [process, clock.now()]);
  await reconciler.pass();
  expect(await world.read(process, 'stuck_step')).toBe('sign/1');
});

it('parks a process whose workflow was ended, until it is driven again', async () => {
  const process = await world.open();
  await start(process);
  await world.workflow(process).terminate();
  await passing(async () => expect(await world.read(process, 'parked_since')).toBeInstanceOf(Date));

  await ring(world.engine.client, {
    process: { id: process, type: 'trial', version: 1, input: {}, closedAt: null },
    reuse: 'allow',
    taskQueue: world.taskQueue,
  });
  await passing(async () => expect(await world.read(process, 'parked_since')).toBeNull());
});

it('leaves a closed process alone, and rings one that the engine has never heard of', async () => {
  const [closed, missing] = [await world.open(), await world.open()];
  await start(closed);
  await world.owner.query('update process set closed_at = $2 where id = $1', [closed, clock.now()]);
  await world.workflow(closed).terminate();
  await passing(async () => {
    const { rows } = await world.owner.query('select seq, retry from outbox where process_id = $1 limit 1', [missing]);
    expect(rows).toEqual([{ seq: null, retry: false }]);
  });
  expect(await world.read(closed, 'parked_since')).toBeNull();
});
