import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workflowBundle } from './bundle.js';

let folder: string;
beforeAll(async () => {
  const dist = fileURLToPath(new URL('../../dist', import.meta.url)); // from where the SDK is found, as from the product
  await mkdir(dist, { recursive: true });
  folder = await mkdtemp(join(dist, 'bundle-spec-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = (answer: string) => writeFile(join(folder, 'stories.ts'), `export async function tell(): Promise<string> { return '${answer}'; }`);
const bundle = () => workflowBundle({ workflowsPath: join(folder, 'stories.ts'), sources: [folder], cache: join(folder, 'cache') });

it('makes a bundle once, and another one only of other sources', async () => {
  await write('first');
  const first = await bundle();
  expect(await readFile(first.codePath, 'utf8')).toContain('first');
  const made = (await stat(first.codePath)).mtimeMs;
  expect(await bundle()).toEqual(first);
  expect((await stat(first.codePath)).mtimeMs).toBe(made);

  await write('second');
  const second = await bundle();
  expect(second.codePath).not.toBe(first.codePath);
  expect(await readFile(second.codePath, 'utf8')).toContain('second');
}, 60_000);
