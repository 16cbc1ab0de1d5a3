import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventually } from '#testing/eventually';
import { root } from './files.js';
import { identityOf } from './process-identity.js';

/** A checkout in which everything is installed and what is built is of other sources; its builds note their process and never end. */
let checkout: string;
let starting: ChildProcess;
const builds = ['node_modules/@nestjs/cli/bin/nest.js', 'node_modules/vite/bin/vite.js'];
const stamps = ['dist/.server-built', 'dist/.console-built'];

beforeEach(async () => {
  checkout = mkdtempSync(join(tmpdir(), 'liandong-spec-'));
  for (const path of ['libs/runtime', 'dist', ...builds.map(dirname)]) mkdirSync(join(checkout, path), { recursive: true });
  for (const path of ['libs/runtime/prepare.mjs', 'package.json', 'package-lock.json']) cpSync(join(root, path), join(checkout, path));
  writeFileSync(join(checkout, 'node_modules/.package-lock.json'), '{}');
  for (const path of builds)
    writeFileSync(join(checkout, path), `require('node:fs').writeFileSync(__filename + '.pid', String(process.pid)); setInterval(() => undefined, 1000);`);
  for (const stamp of stamps) writeFileSync(join(checkout, stamp), 'of other sources');
  starting = preparing();
  await allBuilding();
});
afterEach(() => {
  starting.kill('SIGKILL');
  for (const build of builds.filter(runs)) process.kill(pidOf(build), 'SIGKILL');
  rmSync(checkout, { recursive: true });
});

const preparing = (stderr: 'ignore' | 'pipe' = 'ignore') =>
  spawn(process.execPath, ['--eval', "import('./libs/runtime/prepare.mjs').then(({ prepare }) => prepare())"], {
    cwd: checkout,
    stdio: ['ignore', 'ignore', stderr],
  });

async function saidToWait(command: ChildProcess): Promise<void> {
  let said = '';
  command.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await eventually(() => expect(said).toContain('waiting for it'));
}

const allBuilding = () => eventually(() => expect(builds.filter(runs)).toEqual(builds));

function pidOf(build: string): number {
  const file = join(checkout, `${build}.pid`);
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}

function runs(build: string): boolean {
  try {
    return pidOf(build) > 0 && process.kill(pidOf(build), 0);
  } catch {
    return false;
  }
}

it.each([
  ['it is stopped', () => starting.kill('SIGTERM')],
  ['one of them fails', () => process.kill(pidOf(builds[0]!), 'SIGKILL')],
])('leaves no build behind where %s', async (_, happens) => {
  happens();
  await eventually(() => expect(builds.filter(runs)).toEqual([]));
  await eventually(() => expect(starting.exitCode).not.toBe(null));
});

it('takes nothing for built once a build of it was cut short, even where the sources become again what was built before', () => {
  starting.kill('SIGKILL');
  expect(stamps.filter((stamp) => existsSync(join(checkout, stamp)))).toEqual([]);
});

describe('with a lock that was left', () => {
  /** The lock of a command that has come to nothing names whom it is said to. */
  async function left(names: (former: ChildProcess) => string): Promise<void> {
    const former = starting;
    former.kill('SIGKILL');
    for (const build of builds) process.kill(pidOf(build), 'SIGKILL');
    await eventually(() => expect([builds.filter(runs), former.signalCode]).toEqual([[], 'SIGKILL']));
    writeFileSync(join(checkout, 'dist/.preparing'), names(former));
  }

  it.each([
    ['nobody', () => ''],
    ['a process that has ended', ({ pid }: ChildProcess) => `${pid} 1`],
    ['another process, which has got its number', () => `${process.pid} 1`],
  ])('does not wait where it names %s', async (_, names) => {
    await left(names);
    starting = preparing();
    await allBuilding();
  });

  it('waits where it names a process that runs, and ran from the same moment on', async () => {
    await left(() => `${process.pid} ${identityOf(process.pid)!.started}`);
    starting = preparing('pipe');
    await saidToWait(starting);
    expect(builds.filter(runs)).toEqual([]);
  });
});

it('waits for who is building', async () => {
  const first = builds.map(pidOf);
  const second = preparing('pipe');
  await saidToWait(second);
  second.kill('SIGKILL');
  expect(builds.map(pidOf)).toEqual(first);
});
