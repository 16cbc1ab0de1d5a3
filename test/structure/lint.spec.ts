import { expect, it } from '@jest/globals';
import { finds } from './tool.js';

it('is linted', async () => expect(await finds('eslint', '.', '--max-warnings', '0')).toBe(''));
