import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programEnvironment } from '#config/child-environment';
import { readJson, root } from './files.js';
import type { TestEngine } from './test-engine.js';

export interface KindResult {
  kind: string;
  passed: number;
  failed: number;
}

/** What Jest writes about a run; of it, what we count. */
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that failed without a failed test in them: they could not even be loaded. */
  numRuntimeErrorTestSuites: number;
}

interface Run {
  kind: string;
  full: boolean;
  jest: string[];
  engine?: TestEngine;
}

/** Milliseconds that one test may take. */
const patience: Record<string, number> = { unit: 20_000, medium: 120_000, workflow: 240_000, replay: 120_000, e2e: 120_000, browser: 180_000, faults: 300_000 };
const fullPatience = 3_600_000;

/** Runs one kind of test in Jest, its report on our standard error. */
export async function runKind({ kind, full, jest, engine }: Run): Promise<KindResult> {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-jest-'));
  const output = join(folder, 'report.json');
  const parameters = [
    '--selectProjects',
    kind,
    '--maxWorkers',
    '2',
    '--testTimeout',
    String(full ? fullPatience : patience[kind]),
    '--json',
    '--outputFile',
    output,
    ...jest,
  ];
  try {
    const code = await ended(
      spawn(
        process.execPath,
        ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'), ...parameters],
        {
          cwd: root,
          stdio: ['ignore', 2, 2],
          env: programEnvironment({ NODE_ENV: 'test', FULL: String(full), ...(engine && { TEST_ENGINE: JSON.stringify(engine) }) }),
        },
      ),
    );
    return { kind, ...counted(readJson<JestReport>(output), code) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a run of Jest counts for. One that left no report, or ended badly though no test failed, counts as one failure. */
export function counted(report: JestReport | undefined, code: number | null): { passed: number; failed: number } {
  if (!report) return { passed: 0, failed: 1 };
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const broken = code !== 0 && failed === 0 && passed > 0;
  return { passed, failed: broken ? 1 : failed };
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}
