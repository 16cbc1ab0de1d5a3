// Real: the Temporal Server and the worker. The record only pretends.
import { afterEach, expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { eventually } from '#testing/eventually';
import { mockedStory, type MockedStory } from '#testing/mocked-story';
import { wake } from './contract.js';

let story: MockedStory;
afterEach(() => story?.stop());

it('is not moved by forged bells: it looks as often as they ring, and sees what is on record', async () => {
  story = await mockedStory('errand', { team: 'team' });
  const { process, record, handle, ring, decide } = story;
  await eventually(() => expect(record.openTask).toHaveBeenCalledTimes(1));
  const before = record.read.mock.calls.length;
  for (let forged = 1; forged <= 20; forged++) await ring(forged * 1_000);
  await handle.signal(wake, { process });
  await handle.signal(wake, { process: 'another' });
  await eventually(() => expect(record.read.mock.calls.length).toBeGreaterThan(before));

  await decide('run/1', 'done');
  expect(await handle.result()).toBe('done');
  expect(record.read.mock.calls.length - before).toBeLessThanOrEqual(22);
  expect(record.openTask).toHaveBeenCalledTimes(1);
  expect(record.close).toHaveBeenCalledWith({ process, outcome: 'done' });
});

it('hears what was said before the bell came late, twice or out of order', async () => {
  story = await mockedStory('branches', { team: 'team', keys: ['x', 'y'] });
  const { record, commands, ring, handle } = story;
  await eventually(() => expect(record.openTask).toHaveBeenCalledTimes(2));
  commands.push(
    { seq: 1, kind: 'decide', task: 'acknowledge/x/1', outcome: 'yes', by: 'a' },
    { seq: 2, kind: 'decide', task: 'acknowledge/y/1', outcome: 'yes', by: 'a' },
  );
  // It may have ended before any of them: whatever makes it look, as a worker that was held up too long, it sees all that is on record.
  // A bell that the server does not take at once is rung again, as the relay does.
  for (const upTo of [2, 1, 2]) await eventually(() => ring(upTo).catch((error: unknown) => expect(error).toBeInstanceOf(WorkflowNotFoundError)));
  expect(await handle.result()).toBe('done');
});

it('attends again to every open task when a command concerns the process as a whole, and only to the one that it names otherwise', async () => {
  story = await mockedStory('branches', { team: 'team', keys: ['x', 'y'] });
  const { record, commands, ring } = story;
  await eventually(() => expect(record.openTask).toHaveBeenCalledTimes(2));
  const attended = () => record.attend.mock.calls.map(([{ step }]) => step).sort();
  record.read.mockImplementation(({ after }) => Promise.resolve({ commands: commands.filter(({ seq }) => seq > after), upTo: 1, more: false, steps: {} }));
  await ring(1); // an extension: the story needs no row of it
  await eventually(() => expect(attended()).toEqual(['acknowledge/x/1', 'acknowledge/y/1']));
  expect(record.close).not.toHaveBeenCalled();
});
