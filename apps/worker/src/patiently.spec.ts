import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { patiently } from './patiently.js';

const log = pino({ level: 'silent' });

it('tries until it succeeds', async () => {
  let tries = 0;
  const work = async () => {
    if (++tries < 3) throw new Error('not yet');
    return 'there';
  };
  expect(await patiently('it', work, { log, signal: new AbortController().signal })).toBe('there');
  expect(tries).toBe(3);
});

it('gives up at once when nobody wants it any more', async () => {
  const stopping = new AbortController();
  const failing = patiently('it', () => Promise.reject(new Error('away')), { log, signal: stopping.signal });
  stopping.abort();
  await expect(failing).rejects.toThrow('away');
});
