// Real: PostgreSQL, the relay, the Temporal Server and the worker.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { workflowIdOf } from '#temporal/names';
import { wake } from './contract.js';
import { storyWorld, type StoryWorld } from '#testing/story-harness';

let world: StoryWorld;
beforeAll(async () => (world = await storyWorld()));
afterAll(() => world?.close());

const keys = ['320302', '320303', '320305', '320311', '320312'];

it('follows branches that are all decided at the same moment', async () => {
  const processes = await Promise.all(Array.from({ length: 40 }, () => world.open('branches', { keys })));
  const decisions = keys.map((key) => ({ step: `acknowledge/${key}/1`, outcome: 'yes', by: world.city.a }));
  const oneByOne = async (process: string) => {
    for (const key of keys) await world.decide(process, `acknowledge/${key}/1`, 'yes', world.city.a);
  };
  await Promise.all(processes.map(oneByOne));
  for (const process of processes) expect(await world.ended(process)).toBe('done');
  const tales = await Promise.all(processes.map((process) => world.tale(process)));
  for (const tale of tales) expect(tale).toEqual(tales[0]);
  expect(tales[0]!.tasks.map(({ step, state }) => `${step as string} ${state as string}`)).toEqual(keys.map((key) => `acknowledge/${key}/1 decided`));
});
