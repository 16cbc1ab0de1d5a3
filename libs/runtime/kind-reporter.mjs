import { writeFileSync } from 'node:fs';

/** Counts what each kind of test comes to, and leaves it as JSON in the file that TEST_COUNTS names. */
export default class KindReporter {
  counts = {};

  onTestResult({ context }, { numPassingTests, numFailingTests, testExecError }) {
    const count = (this.counts[context.config.displayName.name] ??= { passed: 0, failed: 0 });
    count.passed += numPassingTests;
    count.failed += numFailingTests || (testExecError ? 1 : 0); // a file that could not even be loaded has no test in it
  }

  onRunComplete() {
    if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(this.counts));
  }
}
