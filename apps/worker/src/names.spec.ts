import { expect, it } from '@jest/globals';
import { wakeSignal, workflowTypeOf } from '#temporal/names';
import { allDefinitions } from '#workflows/contracts';
import * as stories from '#workflows/index';
import { wake } from '#workflows/kit/contract';

it('rings the bell that stories listen to', () => {
  expect(wakeSignal).toBe(wake.name);
});

it('finds the story of every kind of process under the name by which it is started', () => {
  expect(Object.keys(stories).sort()).toEqual(
    allDefinitions()
      .map(({ type }) => workflowTypeOf(type))
      .sort(),
  );
});
