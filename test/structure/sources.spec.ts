import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { finds, tool } from './tool.js';

it('type-checks, and is linted', async () => expect(await finds(tool('oxlint'), '.')).toBe(''));

it('is formatted', async () => expect(await finds(tool('oxfmt'), '--check', '.')).toBe(''));

it('is seen through where it has no types: a name that nothing bears, a value that nobody reads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-lint-'));
  const file = join(folder, 'planted.mjs');
  writeFileSync(file, 'export const start = () => proces.exit();\nexport function ends() {\n  let code = 1;\n  code = 2;\n  return code;\n}\n');
  const found = await finds(tool('oxlint'), '--config', '.oxlintrc.json', '--format', 'unix', file);
  rmSync(folder, { recursive: true });
  expect([...found.matchAll(/planted\.mjs:(\d+):.*\((.*)\)/g)].map(([, line, rule]) => `${line} ${rule}`).toSorted()).toEqual([
    '1 no-undef',
    '3 no-useless-assignment',
  ]);
});
