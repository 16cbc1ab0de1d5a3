import { statSync } from 'node:fs';

/** In which order Jest begins files of test: by their kind as jest.config.js lists them, the largest of a kind first, so that none that takes minutes is left for the end. */
export default class LongestFirst {
  sort(tests) {
    const kinds = [...new Set(tests.map(({ context }) => context))].map(({ config }) => config.displayName.name);
    const place = ({ context }) => kinds.indexOf(context.config.displayName.name);
    const sizes = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    return tests.toSorted((a, b) => place(a) - place(b) || sizes.get(b.path) - sizes.get(a.path));
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
