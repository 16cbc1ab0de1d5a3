// Real: the Temporal Server and the worker. The record only pretends.
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { mockedStory, type MockedStory } from '#testing/mocked-story';
import { bundleOf } from '#testing/story-harness';

let story: MockedStory;
afterEach(() => story?.stop());

it('tells branches again as they were told, however long the record took for each', async () => {
  story = await mockedStory('branches', { team: 'team', keys: ['x', 'y', 'z'] });
  const { record, decide, handle } = story;
  const slower = { x: 300, y: 150, z: 0 };
  const slowly = ({ step }: { step: string }) => after(slower[step.split('/')[1] as keyof typeof slower]);
  record.openCopy.mockImplementation((copy) => slowly(copy));
  record.openTask.mockImplementation((task) => slowly(task).then(() => ({})));
  for (const key of ['z', 'x', 'y']) await decide(`acknowledge/${key}/1`, key === 'y' ? 'ask' : 'yes');
  await decide('answer/y/1', 'answered');
  expect(await handle.result()).toBe('done');

  await Worker.runReplayHistory({ workflowBundle: await bundleOf() }, await handle.fetchHistory());
  expect(record.openTask.mock.calls.map(([{ step }]) => step)).toEqual(['acknowledge/x/1', 'acknowledge/y/1', 'acknowledge/z/1', 'answer/y/1']);
});
