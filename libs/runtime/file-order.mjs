import { statSync } from 'node:fs';

/** Kinds whose files wait for much of their time: for programs that start, for browsers, for time to pass. */
const waiting = ['faults', 'browser', 'e2e'];

/**
 * In which order Jest begins files of test: in turn one that waits much and one that computes, so that the one fills the time in which the other waits;
 * each by their kind as jest.config.js lists them, the largest of a kind first, so that none that takes minutes is left for the end.
 */
export default class FileOrder {
  sort(tests) {
    const kinds = [...new Set(tests.map(({ context }) => context))].map(({ config }) => config.displayName.name);
    const kindOf = ({ context }) => context.config.displayName.name;
    const place = (test) => kinds.indexOf(kindOf(test));
    const sizes = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    const ordered = tests.toSorted((a, b) => place(a) - place(b) || sizes.get(b.path) - sizes.get(a.path));
    const [waits, computes] = [true, false].map((which) => ordered.filter((test) => waiting.includes(kindOf(test)) === which));
    return Array.from({ length: Math.max(waits.length, computes.length) }, (_, nth) => [waits[nth], computes[nth]])
      .flat()
      .filter(Boolean);
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
