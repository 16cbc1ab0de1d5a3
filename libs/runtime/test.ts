import { type Counts, runJest } from './jest-run.js';
import { Refusal, say } from './say.js';
import { startTestEngine, type TestEngine } from './test-engine.js';

/** What a person may say on the command line of `npm test`. */
export interface TestOptions {
  kinds: string[];
  full: boolean;
  /** Only start the engine, and say where it is. */
  engineOnly: boolean;
  /** What Jest is told beside. */
  jest: string[];
}

const withoutEngine = ['structure', 'unit'];

/** Runs these kinds of test and ends the process, after one line that counts them all. */
export async function test(options: TestOptions): Promise<void> {
  try {
    const counts = await run(options);
    process.exit(report(counts, options) ? 0 : 1);
  } catch (error) {
    say(error instanceof Refusal ? error.message : (error as Error).stack!);
    process.stdout.write('0 passed, 1 failed\n');
    process.exit(1);
  }
}

async function run({ kinds, full, engineOnly, jest }: TestOptions): Promise<Counts> {
  const needsEngine = engineOnly || kinds.some((kind) => !withoutEngine.includes(kind));
  const running = needsEngine ? await startTestEngine(() => process.exit(130)) : undefined;
  try {
    if (engineOnly) await holdEngine(running!.engine);
    say(`Tests: ${kinds.join(', ')}.`);
    return await runJest({ kinds, full, jest, engine: running?.engine });
  } finally {
    await running?.stop();
  }
}

/** @returns whether all is well */
function report(counts: Counts, { kinds, jest }: TestOptions): boolean {
  for (const [kind, { passed, failed }] of Object.entries(counts)) say(`Tests: ${kind}: ${passed} passed, ${failed} failed.`);
  // A kind that has no test says nothing about the product; only where a person has chosen among the files may one be empty.
  const all = Object.values(counts);
  const silent = kinds.filter((kind) => !counts[kind] || counts[kind].passed + counts[kind].failed === 0);
  const missing = jest.length > 0 && silent.length < kinds.length ? [] : silent;
  for (const kind of missing) say(`Tests: ${kind} has no test that ran; that counts as failed.`);
  const passed = sum(all.map((count) => count.passed));
  const failed = sum(all.map((count) => count.failed)) + missing.length;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0;
}

function holdEngine(engine: TestEngine): Promise<never> {
  process.stdout.write(`export TEST_ENGINE='${JSON.stringify(engine)}'\n`);
  return new Promise<never>(() => undefined); // Ctrl-C stops the engine, and this process with it
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
