/** What every kind of test shares. A kind is a place, or the ending of a file's name; `npm test -- --only KIND` runs one. */
const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['source', 'node'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const kind = (displayName, testMatch, more = {}) => ({ ...common, displayName, testMatch: testMatch.map((path) => `<rootDir>/${path}`), ...more });

export default {
  projects: [
    kind('unit', ['libs/**/*.spec.ts', 'apps/**/*.spec.ts', 'test/*.spec.ts', 'test/rights/**/*.spec.ts'], {
      testPathIgnorePatterns: ['\\.medium\\.spec\\.ts$'],
    }),
    kind('medium', ['{apps,libs}/**/*.medium.spec.ts', 'workflows/**/activities.spec.ts']),
    kind('workflow', ['workflows/**/*.spec.ts'], { testPathIgnorePatterns: ['activities\\.spec\\.ts$'] }),
    kind('replay', ['test/replay/**/*.spec.ts']),
    kind('e2e', ['test/{e2e,drill}/**/*.spec.ts']),
    kind('browser', ['test/browser/**/*.spec.ts']),
    kind('faults', ['test/faults/**/*.spec.ts']),
  ],
};
