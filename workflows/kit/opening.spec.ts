// Real: the Temporal Server and the worker. The record only pretends.
import { afterEach, describe, expect, it } from '@jest/globals';
import { workflowTypeOf } from '#temporal/names';
import { eventually } from '#testing/eventually';
import { mockedStory, type MockedStory } from '#testing/mocked-story';
import { allPaths } from '#testing/paths/all';
import { trialDefinitions } from '#testing/trials/definitions';
import { allDefinitions } from '../contracts.js';

let told: MockedStory;
afterEach(() => told?.stop());

const paths = await allPaths();
const opening = [...allDefinitions(), ...trialDefinitions].filter(({ opensWith }) => opensWith);

describe.each(opening)('$type', ({ type, opensWith }) => {
  const inputs = new Map(paths.filter((path) => path.type === type).map(({ input }) => [JSON.stringify(input), input]));

  it.each([...inputs.values()])('asks first for what it opens with, told with %j', async (input) => {
    const given = { team: 'team', toTeam: 'team', ...input };
    told = await mockedStory(workflowTypeOf(type), given);
    const { kind, pool, deadline } = opensWith!({ ...given, id: told.process, version: 1 });
    await eventually(() => expect(told.record.openTask).toHaveBeenCalled());
    expect(told.record.openTask.mock.calls[0]).toEqual([{ process: told.process, step: `${kind}/1`, kind, pool, deadline, within: [] }]);
  });
});
