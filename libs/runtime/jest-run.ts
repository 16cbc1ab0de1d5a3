import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programEnvironment } from '#config/child-environment';
import { readJson, root } from './files.js';
import type { TestEngine } from './test-engine.js';

export interface Count {
  passed: number;
  failed: number;
}

/** What each kind of test came to. */
export type Counts = Record<string, Count>;

interface Run {
  kinds: string[];
  full: boolean;
  jest: string[];
  engine?: TestEngine;
}

/** Four keep two cores busy: a file waits half of its time, for programs, browsers and engines. */
const filesAtOnce = 4;

/** Runs these kinds of test in one Jest, so that the files of one fill the time in which those of another wait; its report on our standard error. */
export async function runJest({ kinds, full, jest, engine }: Run): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-jest-'));
  const counts = join(folder, 'counts.json');
  const parameters = ['--selectProjects', ...kinds, '--maxWorkers', String(filesAtOnce), ...jest];
  try {
    const child = spawn(
      process.execPath,
      ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'), ...parameters],
      {
        cwd: root,
        detached: true, // a group of its own, which is ended as one: Jest alone would leave behind what runs the files
        stdio: ['ignore', 2, 2],
        env: programEnvironment({ NODE_ENV: 'test', FULL: String(full), TEST_COUNTS: counts, ...(engine && { TEST_ENGINE: JSON.stringify(engine) }) }),
      },
    );
    const end = () => {
      process.kill(-child.pid!);
      rmSync(folder, { recursive: true, force: true });
    };
    process.once('exit', end);
    const code = await ended(child);
    process.off('exit', end);
    return counted(readJson<Counts>(counts), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a run of Jest counts for. One that left no counts, or ended badly though no test failed, counts as one failure of Jest itself. */
export function counted(counts: Counts | undefined, code: number | null): Counts {
  const all = Object.values(counts ?? {});
  const bad = !counts || (code !== 0 && all.some(({ passed }) => passed > 0) && all.every(({ failed }) => failed === 0));
  return bad ? { ...counts, Jest: { passed: 0, failed: 1 } } : counts;
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}
