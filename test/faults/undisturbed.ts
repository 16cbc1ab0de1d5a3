import { expect } from '@jest/globals';
import { setTimeout as after } from 'node:timers/promises';
import { eventually } from '#testing/eventually';
import type { RecordOf } from './record.js';

/** Seconds after the last fault within which everything has to be finished. */
const finishedWithin = 120;

/** Waits until nothing is left to do, and expects that each process has come to what the undisturbed one has: nothing lost, nothing twice. */
export async function expectUndisturbed(record: RecordOf, undisturbed: string, processes: string[]): Promise<void> {
  await eventually(async () => expect(await record.leftovers()).toEqual({ bells: 0, open: 0, troubled: 0 }), finishedWithin);
  const expected = await record.story(undisturbed);
  expect(expected).toMatchObject({ outcome: 'concluded' });
  expect(new Set(processes).size).toBe(processes.length);
  for (const process of processes) expect(await record.story(process)).toEqual(expected);
  const { given, borne } = await record.receipts();
  expect(given).toBe(borne);
}

/** What comes of `work`, which has to be done soon after the last of the `faults`. @throws what either fails with, and where it takes too long */
export async function finishedAfter<Result>(faults: Promise<unknown>, work: Promise<Result>): Promise<Result> {
  const waiting = new AbortController();
  const late = faults
    .then(() => after(finishedWithin * 1_000, undefined, { signal: waiting.signal }))
    .then(() => Promise.reject(new Error(`Not all is finished ${finishedWithin} s after the last fault.`)));
  try {
    const result = await Promise.race([work, late]);
    await faults;
    return result;
  } finally {
    waiting.abort();
    late.catch(() => undefined);
  }
}
