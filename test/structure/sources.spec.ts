import { expect, it } from '@jest/globals';
import { finds, tool } from './tool.js';

it('type-checks, and is linted', async () => expect(await finds(tool('oxlint'), '.')).toBe(''));

it('is formatted', async () => expect(await finds(tool('oxfmt'), '--check', '.')).toBe(''));
