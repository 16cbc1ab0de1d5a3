import { expect, it } from '@jest/globals';
import { finds } from './tool.js';

it.each(['tsconfig.json', 'apps/console/tsconfig.json'])('type-checks by %s', async (project) =>
  expect(await finds('tsc', '--noEmit', '-p', project)).toBe(''),
);

it('is formatted', async () => expect(await finds('prettier', '--check', '.', '--log-level', 'warn')).toBe(''));
