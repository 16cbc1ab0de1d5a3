import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '..');
const run = promisify(execFile);
const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** Runs a tool in the checkout; what it prints is what the test fails with. */
async function finds(tool: string, ...args: string[]): Promise<string> {
  return run(bin(tool), args, { cwd: root, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NODE_OPTIONS: '' } }).then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}\n${stderr}`,
  );
}

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !/node_modules|\/dist\//.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));

describe('structure', () => {
  it('keeps the directions of imports, and has no cycles', async () => {
    expect(await finds('depcruise', 'apps', 'libs', 'workflows', '--output-type', 'err')).toBe('');
  }, 120_000);

  it('has no unused files, exports or dependencies', async () => {
    expect(await finds('knip', '--no-progress')).toBe('');
  }, 120_000);

  it('is linted', async () => {
    expect(await finds('eslint', '.', '--max-warnings', '0')).toBe('');
  }, 300_000);

  it('is formatted', async () => {
    expect(await finds('prettier', '--check', '.', '--log-level', 'warn')).toBe('');
  }, 120_000);

  it('type-checks, the console too', async () => {
    expect(await finds('tsc', '--noEmit', '-p', 'tsconfig.json')).toBe('');
    expect(await finds('tsc', '--noEmit', '-p', 'apps/console/tsconfig.json')).toBe('');
  }, 300_000);

  it('has files that can be read: at most 300 lines, 150 in workflows', () => {
    const long = [...sources('apps'), ...sources('libs'), ...sources('workflows'), ...sources('test')].flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n').length;
      const most = file.includes('/workflows/') && !file.endsWith('.spec.ts') ? 150 : 300;
      return lines > most ? [`${file}: ${lines} lines`] : [];
    });
    expect(long).toEqual([]);
  });
});

describe('every kind of process', () => {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const folders = readdirSync(join(root, 'workflows'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'kit')
    .map(({ name }) => name);

  it.each(folders)('%s has its contract, story, labels and spec, its three lines and its module', (name) => {
    for (const file of ['contract.ts', 'workflow.ts', 'labels.ts', 'workflow.spec.ts'])
      expect([file, existsSync(join(root, 'workflows', name, file))]).toEqual([file, true]);
    expect(read('workflows/index.ts')).toContain(`export { ${camel(name)} } from './${name}/workflow.js';`);
    expect(read('workflows/contracts.ts')).toContain(`from './${name}/contract.js'`);
    expect(read('workflows/contracts.ts')).toMatch(new RegExp(`^  ${camel(name)}Definition,$`, 'm'));
    const module = `${camel(name).replace(/^./, (letter) => letter.toUpperCase())}Module`;
    expect(read('apps/api/src/app.module.ts')).toMatch(new RegExp(`^        ${module},$`, 'm'));
    expect(existsSync(join(root, 'apps/api/src', name, `${name}.module.ts`))).toBe(true);
    if (existsSync(join(root, 'workflows', name, 'activities.ts'))) expect(read('workflows/activities.ts')).toContain(`from './${name}/activities.js'`);
  });
});
