import { beforeEach, expect, it } from '@jest/globals';
import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { clock } from '#domain/clock';
import { ActivityGuard } from './activity-guard.js';

let notes: unknown[];
let bookIsAway: boolean;
let guard: ActivityGuard;

beforeEach(() => {
  notes = [];
  bookIsAway = false;
  guard = new ActivityGuard({
    stuck: async (process, { step, code }) => {
      if (bookIsAway) throw new Error('away');
      notes.push(['stuck', process, step, code]);
    },
    healed: async (process, step) => void notes.push(['healed', process, step]),
  });
});

/** One attempt at an activity: what it answers, or the failure that it leaves. */
async function attempt(work: () => Promise<string>, input: object = { process: 'p', step: 'sign/1' }, attempt = 1): Promise<unknown> {
  const context = { info: { activityType: 'openTask', attempt } } as Context;
  return guard.interceptor(context).inbound!.execute!({ args: [input], headers: {} }, work).catch((error: unknown) => error);
}

const failing = () => Promise.reject(Object.assign(new Error('Key (name)=(张三) already exists.'), { code: '23505' }));
const working = () => Promise.resolve('done');

it('lets only a code and ids out of a failure that is not ours', async () => {
  const failure = (await attempt(failing)) as ApplicationFailure;
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure.type).toBe('23505');
  expect(failure.message).toBe('23505 in openTask of p at sign/1');
  expect(`${failure.message} ${failure.stack} ${failure.cause ?? ''}`).not.toContain('张三');
});

it('does not take a code from what may be content', async () => {
  const failure = (await attempt(() => Promise.reject(Object.assign(new Error('x'), { code: '张三 的线索' })))) as ApplicationFailure;
  expect(failure.type).toBe('Error');
});

it('keeps what our own failures say, without what caused them', async () => {
  const ours = ApplicationFailure.create({ message: 'closed p', type: 'closed', nonRetryable: true, cause: new Error('张三') });
  const failure = (await attempt(() => Promise.reject(ours))) as ApplicationFailure;
  expect([failure.message, failure.type, failure.nonRetryable, failure.cause]).toEqual(['closed p', 'closed', true, undefined]);
});

it('notes a step as stuck at its third failure, and as healed when it succeeds', async () => {
  await attempt(failing);
  await attempt(failing);
  expect(notes).toEqual([]);
  await attempt(failing);
  expect(notes).toEqual([['stuck', 'p', 'sign/1', '23505']]);
  expect(await attempt(working)).toBe('done');
  expect(notes.slice(1)).toEqual([['healed', 'p', 'sign/1']]);
  await attempt(working);
  expect(notes).toHaveLength(2);
});

it('counts each process and step for itself, and goes by the attempt where it has not seen the others', async () => {
  await attempt(failing);
  await attempt(failing, { process: 'p', step: 'report/1' });
  await attempt(failing, { process: 'q', step: 'sign/1' });
  expect(notes).toEqual([]);
  await attempt(failing, { process: 'q', step: 'sign/1' }, 3);
  expect(notes).toEqual([['stuck', 'q', 'sign/1', '23505']]);
});

it('names an activity without a step by its own name', async () => {
  for (let times = 0; times < 3; times++) await attempt(failing, { process: 'p' });
  expect(notes).toEqual([['stuck', 'p', 'openTask', '23505']]);
});

it('notes it at the next failure where the record was away at the third', async () => {
  bookIsAway = true;
  for (let times = 0; times < 3; times++) await attempt(failing);
  bookIsAway = false;
  await attempt(failing);
  expect(notes).toEqual([['stuck', 'p', 'sign/1', '23505']]);
});

it('heals what another instance has noted, also where the success came before it heard of that', async () => {
  const noted = (step: string, since: Date) => ({ process: 'p', step, code: 'x', stuckSince: since, parkedSince: null });
  const before = new Date(clock.now().getTime() - 1_000);
  await attempt(working, { process: 'p', step: 'sign/1' });
  await guard.compare([noted('sign/1', before), noted('report/1', before)]);
  expect(notes).toEqual([['healed', 'p', 'sign/1']]);
  await attempt(working, { process: 'p', step: 'report/1' });
  expect(notes.slice(1)).toEqual([['healed', 'p', 'report/1']]);
});
