import { expect, it } from '@jest/globals';
import { patiently } from './patiently.js';

it('tries until it succeeds, and tells of each failure', async () => {
  let tries = 0;
  const failures: unknown[] = [];
  const work = async () => {
    if (++tries < 3) throw new Error(`not yet: ${tries}`);
    return 'there';
  };
  expect(await patiently(work, { signal: new AbortController().signal, failed: (error) => failures.push((error as Error).message) })).toBe('there');
  expect(failures).toEqual(['not yet: 1', 'not yet: 2']);
});

it('gives up at once when nobody wants it any more', async () => {
  const stopping = new AbortController();
  const failing = patiently(() => Promise.reject(new Error('away')), { signal: stopping.signal });
  stopping.abort();
  await expect(failing).rejects.toThrow('away');
});
