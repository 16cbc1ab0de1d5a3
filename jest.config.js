/** What every kind of test shares. A kind is a place, or the ending of a file's name; `npm test -- --only KIND` runs one. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['source', 'node'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFilesAfterEnv: ['<rootDir>/libs/testing/patience.ts'],
};

const full = process.env.FULL === 'true';

/** A kind, the seconds that one test of it may take, and where its files lie. */
const kind = (displayName, patience, testMatch, more = {}) => ({
  ...common,
  displayName,
  globals: { patience: full ? 3_600 : patience },
  testMatch: testMatch.map((path) => `<rootDir>/${path}`),
  ...more,
});

export default {
  testSequencer: '<rootDir>/libs/runtime/file-order.mjs',
  workerIdleMemoryLimit: '2GB', // modules of a file stay behind when it ends
  reporters: ['default', '<rootDir>/libs/runtime/kind-reporter.mjs'],
  // Those whose files take longest first: they begin first.
  projects: [
    kind('structure', 900, ['test/structure/**/*.spec.ts']),
    kind('faults', 300, ['test/faults/**/*.spec.ts']),
    kind('browser', 180, ['test/browser/**/*.spec.ts']),
    kind('e2e', 120, ['test/{e2e,drill}/**/*.spec.ts']),
    kind('workflow', 240, ['workflows/**/*.spec.ts'], { testPathIgnorePatterns: ['activities\\.spec\\.ts$'] }),
    kind('medium', 120, ['{apps,libs}/**/*.medium.spec.ts', 'workflows/**/activities.spec.ts']),
    kind('replay', 120, ['test/replay/**/*.spec.ts']),
    kind('unit', 20, ['libs/**/*.spec.ts', 'apps/**/*.spec.ts', 'test/*.spec.ts', 'test/rights/**/*.spec.ts'], {
      testPathIgnorePatterns: ['\\.medium\\.spec\\.ts$'],
    }),
  ],
};
