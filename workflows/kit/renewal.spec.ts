// Real: PostgreSQL, the relay, the worker, and the Temporal Server in a namespace that wants a run renewed after 60 events.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { storyWorld, type StoryWorld } from '#testing/story-harness';

let world: StoryWorld;
beforeAll(async () => (world = await storyWorld({ short: true })));
afterAll(() => world?.close());

it('goes on in new runs, however often a proposal is sent back', async () => {
  const { a, lead } = world.city;
  const process = await world.open('clue-transfer', { urgent: false });
  await world.decide(process, 'sign/1', 'sign', a);
  const times = 25;
  for (let n = 1; n <= times; n++) {
    await world.decide(process, `propose-disposition/${n}`, 'parked', a);
    await world.decide(process, `approve-disposition/${n}`, n < times ? 'send-back' : 'approve', lead);
  }
  await world.decide(process, 'report-result/1', 'reported', a);
  expect(await world.ended(process)).toBe('concluded');

  const runs = await world.histories(process);
  expect(runs.length).toBeGreaterThan(2);
  expect(runs.length).toBeLessThan(2 * times);
  await world.replay([process]);
  const { tasks, entries } = await world.tale(process);
  expect(tasks).toHaveLength(2 * times + 3);
  expect(entries.filter(({ action }) => action === 'task-opened')).toHaveLength(2 * times + 2);
});

it('is not renewed for ever where the walk through its record alone is longer than a run should be', async () => {
  const keys = Array.from({ length: 60 }, (_, index) => `${index + 1}`);
  const process = await world.open('branches', { keys });
  for (const key of keys) await world.decide(process, `acknowledge/${key}/1`, 'yes', world.city.a);
  expect(await world.ended(process)).toBe('done');
  expect((await world.histories(process)).length).toBeLessThan(keys.length / 4);
  expect((await world.tale(process)).entries.filter(({ action }) => action === 'task-opened')).toHaveLength(keys.length);
});
