// Real: PostgreSQL, the Temporal Server, its client and a worker.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { clock } from '#domain/clock';
import { ring, type Ringable } from './ring.js';
import { eventually } from '#testing/eventually';
import { toldTo } from './trials/told.js';
import { trialWorld, type World } from './trials/world.js';

let world: World;
let answer: 'go on' | 'end' = 'go on';

beforeAll(async () => {
  world = await trialWorld();
  const host = await world.works(async () => answer);
  await host.ready;
}, 60_000);
afterAll(() => world.close(), 60_000);

const matter = (closedAt: Date | null = null): Ringable => ({ id: uuid(), type: 'trial', version: 3, input: { toTeam: 'a' }, closedAt });
const rung = (process: Ringable, more: { upTo?: number; reuse?: 'reject' | 'allow' } = {}) =>
  ring(world.engine.client, { process, taskQueue: world.taskQueue, ...more });
const status = async (process: Ringable) => (await world.workflow(process.id).describe()).status.name;

it('starts the workflow of an open process with its id, version and input, and tells a running one to look', async () => {
  const process = matter();
  expect(await rung(process, { upTo: 1 })).toBe('delivered');
  expect(await rung(process, { upTo: 2 })).toBe('delivered');
  await eventually(async () => {
    expect(await toldTo(world.workflow(process.id))).toEqual({
      inputs: [{ toTeam: 'a', id: process.id, version: 3 }],
      bells: [
        { process: process.id, upTo: 1 },
        { process: process.id, upTo: 2 },
      ],
    });
  });
});

it('starts nothing where the record says closed', async () => {
  const process = matter(clock.now());
  expect(await rung(process)).toBe('delivered');
  await expect(status(process)).rejects.toThrow('not found');
});

it('says that a workflow has ended, and starts another only for who may', async () => {
  const process = matter();
  answer = 'end';
  await rung(process);
  await world.workflow(process.id).result();
  answer = 'go on';
  expect(await rung(process)).toBe('completed');
  expect(await status(process)).toBe('COMPLETED');
  expect(await rung(process, { reuse: 'allow' })).toBe('delivered');
  expect(await status(process)).toBe('RUNNING');
});
