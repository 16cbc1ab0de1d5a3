import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment } from '#config/child-environment';
import { isRunning } from './process-identity.js';
import { readRunFile } from './run-file.js';
import { Supervisor } from './supervisor.js';
import { restartDelay } from './watched-child.js';

let data: string;
let supervisor: Supervisor;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'liandong-spec-'));
  supervisor = new Supervisor(data);
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(data, { recursive: true, force: true });
});

const node = (script: string, patience = 5_000, more: { background?: true } = {}) =>
  supervisor.start({
    name: 'api',
    title: 'The api',
    command: process.execPath,
    parameters: ['-e', script],
    env: bareEnvironment(),
    patience,
    ...more,
  });
const waits = 'setInterval(() => {}, 1000)';

describe('a watched child', () => {
  it('is started again when it is killed, and run.json follows', async () => {
    const child = node(waits);
    const first = readRunFile(data)!.children.api!;
    process.kill(first.pid, 'SIGKILL');
    await child.ready(() => Promise.resolve(child.identity !== undefined && child.identity.pid !== first.pid));
    expect(readRunFile(data)!.children.api).toMatchObject({ ...child.identity });
    expect(isRunning(first)).toBe(false);
  });

  it('says what it last wrote where it keeps dying', async () => {
    const child = node("console.error('no such thing'); process.exit(3)");
    await expect(child.ready(() => Promise.resolve(false))).rejects.toThrow(/The api does not start[^]*no such thing/);
  });

  it('is given up on where it never becomes ready', async () => {
    await expect(node(waits).ready(() => Promise.reject(new Error('not yet')), 200)).rejects.toThrow('has not become ready within 0.2 s');
  });

  it('steps back where nobody waits for it', async () => {
    const told = join(data, 'told');
    const tells = `require('fs').writeFileSync(${JSON.stringify(told)}, String(os.getPriority())); ${waits}`;
    const priority = async (more?: { background: true }) => {
      rmSync(told, { force: true });
      const child = node(tells, 5_000, more);
      await child.ready(() => Promise.resolve(existsSync(told) && readFileSync(told, 'utf8') !== ''));
      await child.stop();
      return Number(readFileSync(told, 'utf8'));
    };
    expect((await priority({ background: true })) - (await priority())).toBe(5);
  });

  it('ends by force where it does not listen', async () => {
    const child = node(`process.on('SIGTERM', () => {}); require('fs').writeFileSync(${JSON.stringify(join(data, 'deaf'))}, ''); ${waits}`, 100);
    await child.ready(() => Promise.resolve(existsSync(join(data, 'deaf'))));
    const { identity } = child;
    await supervisor.stop();
    expect(isRunning(identity!)).toBe(false);
    expect(readRunFile(data)).toBeUndefined();
  });

  it('is started again sooner at first, and every ten seconds after five deaths within a minute', () => {
    expect([1, 2, 3, 4, 5, 6].map(restartDelay)).toEqual([200, 400, 800, 1_600, 10_000, 10_000]);
  });
});
