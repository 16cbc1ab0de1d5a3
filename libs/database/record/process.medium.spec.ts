import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Matter } from '#testing/every-table';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import { type Client } from 'pg';
import { type Database, type Transaction } from '../database.js';
import { beginning, digestOf, hashOf } from './chain.js';
import { nextNumber } from './numbers.js';
import { lockProcess, write, type Happening } from './process.js';

// Real: PostgreSQL with its walls; the api's role writes, the owner looks at what became of it.

let record: FilledRecord;
let owner: Client;
let api: Database;
let matter: Matter;
const at = new Date('2026-03-03T02:30:00.125Z');

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  matter = record.first;
  api = await record.connect('api', 10);
});

afterAll(() => record?.close());

const happen = (happening: Omit<Happening, 'at' | 'person'>, more?: (tx: Transaction) => Promise<unknown>) =>
  api.as({ person: matter.sender }, async (tx) => {
    tx.enter(matter.process);
    const locked = await lockProcess(tx, matter.process);
    await write(tx, locked!, { at, person: matter.sender, ...happening });
    await more?.(tx);
    return locked!;
  });

const processRow = async () =>
  (await owner.query('select state, outcome, seq, entries, head, closed_at, suspended_at from process where id = $1', [matter.process])).rows[0];
const column = async (statement: string) => (await owner.query<{ value: unknown }>(statement, [matter.process])).rows.map(({ value }) => value);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** The hash that the timeline should end with, recomputed from its entries alone. */
async function recomputedHead(): Promise<Buffer> {
  const { rows } = await owner.query('select * from timeline_entry where process_id = $1 order by n', [matter.process]);
  return rows.reduce((previous: Buffer, { process_id, n, at, action, person_id, task_step, detail, content_digest, hash }) => {
    const own = hashOf(previous, {
      process: process_id,
      n,
      at,
      action,
      person: person_id ?? undefined,
      task: task_step ?? undefined,
      detail,
      contentDigest: content_digest ?? undefined,
    });
    expect([n, own]).toEqual([n, hash]);
    return own;
  }, beginning);
}

it('numbers the commands of concurrent writers without a gap, each with its entry and its bell', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => happen({ action: 'extend', detail: { index }, command: { kind: 'extend' } })));

  expect(await column('select seq as value from command where process_id = $1 order by seq')).toEqual(upTo(21));
  expect(await column('select seq as value from outbox where process_id = $1 order by seq')).toEqual(upTo(21));
  expect(await column('select n as value from timeline_entry where process_id = $1 order by n')).toEqual(upTo(22)); // two were there
  expect(new Set(await column(`select detail -> 'index' as value from timeline_entry where process_id = $1 and n > 2`)).size).toBe(20);
  expect(await processRow()).toMatchObject({ seq: 21, entries: 22, head: await recomputedHead() });
});

it('writes a task act without a number and without a bell', async () => {
  const before = await processRow();
  const bells = await column('select id as value from outbox where process_id = $1');
  await happen({ action: 'claim', task: 'sign/1', content: { comment: 'kept nowhere' } });

  expect(await processRow()).toMatchObject({ seq: before.seq, entries: before.entries + 1, head: await recomputedHead() });
  expect(await column('select id as value from outbox where process_id = $1')).toEqual(bells);
  expect(await column('select content_digest as value from timeline_entry where process_id = $1 order by n desc limit 1')).toEqual([null]);
});

it('keeps content with the command, and in the timeline only a salted digest', async () => {
  const content = { reason: '不属于我们的管辖', at };
  await happen({
    action: 'decide',
    task: 'sign/1',
    content,
    command: { kind: 'decide', outcome: 'return' },
    detail: { at, list: [1, 'two', null], nested: { b: 1, a: at } },
  });

  const { rows } = await owner.query('select * from command where process_id = $1 order by seq desc limit 1', [matter.process]);
  const command = rows[0];
  expect(command).toMatchObject({ kind: 'decide', outcome: 'return', task_step: 'sign/1', person_id: matter.sender, at, content: { reason: content.reason } });
  const [digest] = await column('select content_digest as value from timeline_entry where process_id = $1 order by n desc limit 1');
  expect(digestOf(command.content, command.salt).digest).toEqual(digest);
  expect(digestOf(command.content).digest).not.toEqual(digest);
  expect((await processRow()).head).toEqual(await recomputedHead());
});

it('moves the process where it is told to, and leaves the rest as it is', async () => {
  await happen({ action: 'suspend', command: { kind: 'suspend' }, to: { suspendedAt: at } });
  expect(await processRow()).toMatchObject({ state: 'offered', suspended_at: at, closed_at: null });
  await happen({ action: 'close', to: { state: 'closed', outcome: 'recalled', closedAt: at, suspendedAt: undefined } });
  expect(await processRow()).toMatchObject({ state: 'closed', outcome: 'recalled', suspended_at: at, closed_at: at });
  await happen({ action: 'resume', to: { suspendedAt: null } });
  expect(await processRow()).toMatchObject({ state: 'closed', outcome: 'recalled', suspended_at: null, closed_at: at, head: await recomputedHead() });
});

it('writes all or nothing', async () => {
  const before = await processRow();
  const gone = happen({ action: 'extend', command: { kind: 'extend' } }, () => Promise.reject(new Error('after the write')));
  await expect(gone).rejects.toThrow('after the write');
  expect(await processRow()).toEqual(before);
  expect(await recomputedHead()).toEqual(before.head);
});

it('locks nothing that the transaction has not entered', async () => {
  const elsewhere = api.as({ person: matter.sender }, (tx) => {
    tx.enter(randomUUID());
    return lockProcess(tx, matter.process);
  });
  expect(await elsewhere).toBeUndefined();
  await expect(api.as({ person: matter.sender }, (tx) => lockProcess(tx, matter.process))).rejects.toThrow('permission denied');
});

it('gives out the numbers of a series without a gap, also where a transaction fails', async () => {
  const person = matter.sender;
  const take = () => api.as({ person }, (tx) => nextNumber(tx, 'receipt/2026'));
  const failing = () => api.as({ person }, async (tx) => Promise.reject(new Error(`${await nextNumber(tx, 'receipt/2026')}`)));
  const given = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => (index % 3 === 0 ? failing() : take())));
  const numbers = given.flatMap((settled) => (settled.status === 'fulfilled' ? [settled.value] : []));
  expect(numbers.sort((a, b) => a - b)).toEqual(upTo(8));
});
