// Real: PostgreSQL, the relay, the Temporal Server and the worker.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { root } from '#runtime/files';
import { workflowIdOf } from '#temporal/names';
import { eventually } from '#testing/eventually';
import { allStories, storyWorld, type StoryWorld } from '#testing/story-harness';

let world: StoryWorld;
beforeAll(async () => (world = await storyWorld({ workflowsPath: join(root, 'libs/testing/trials/broken/workflow.ts') })));
afterAll(() => world?.close());

it('fails its tasks and not its process where a story throws, and goes on when that is mended', async () => {
  const process = await world.open('errand');
  await world.decide(process, 'run/1', 'done', world.city.a);
  await eventually(async () => {
    const { raw } = await world.client.workflow.getHandle(workflowIdOf(process)).describe();
    expect(raw.pendingWorkflowTask?.attempt ?? 0).toBeGreaterThan(2);
  });
  const before = await world.tale(process);
  expect(before).toMatchObject({ state: 'open', outcome: null });

  await world.retell(allStories);
  await world.lose(process);
  expect(await world.ended(process)).toBe('done');
  expect((await world.tale(process)).tasks).toEqual(before.tasks); // what it had done it did not do again
});
