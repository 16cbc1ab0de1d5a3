import { runKind, type KindResult } from './jest-run.js';
import { Refusal, say, secondsSince } from './say.js';
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

const needsEngine = (kind: string) => kind !== 'unit';

/** Runs the kinds of test one after the other and ends the process, after one line that counts them all. */
export async function test(options: TestOptions): Promise<void> {
  try {
    const results = await run(options);
    process.exit(report(results, options.jest.length > 0) ? 0 : 1);
  } catch (error) {
    say(error instanceof Refusal ? error.message : (error as Error).stack!);
    process.stdout.write('0 passed, 1 failed\n');
    process.exit(1);
  }
}

async function run({ kinds, full, engineOnly, jest }: TestOptions): Promise<KindResult[]> {
  let running: Awaited<ReturnType<typeof startTestEngine>> | undefined;
  const start = async (): Promise<TestEngine> => (running ??= await startTestEngine(() => process.exit(130))).engine;
  try {
    if (engineOnly) await holdEngine(await start());
    const results: KindResult[] = [];
    for (const kind of kinds) {
      const from = performance.now();
      const engine = needsEngine(kind) ? await start() : undefined;
      say(`Tests: ${kind}.`);
      const result = await runKind({ kind, full, jest, engine });
      say(`Tests: ${kind}: ${result.passed} passed, ${result.failed} failed (${secondsSince(from)} s).`);
      results.push(result);
    }
    return results;
  } finally {
    await running?.stop();
  }
}

/** @returns whether all is well */
function report(results: KindResult[], chosen: boolean): boolean {
  // A kind that has no test says nothing about the product; only where a person has chosen among the files may one be empty.
  const silent = results.filter(({ passed, failed }) => passed + failed === 0);
  const missing = chosen && silent.length < results.length ? [] : silent;
  for (const { kind } of missing) say(`Tests: ${kind} has no test that ran; that counts as failed.`);
  const passed = sum(results.map((result) => result.passed));
  const failed = sum(results.map((result) => result.failed)) + missing.length;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0;
}

function holdEngine(engine: TestEngine): Promise<never> {
  process.stdout.write(`export TEST_ENGINE='${JSON.stringify(engine)}'\n`);
  return new Promise<never>(() => undefined); // Ctrl-C stops the engine, and this process with it
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
