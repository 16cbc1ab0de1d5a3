// Real: PostgreSQL with its walls, and the role of the api. The streams only tell whether somebody waits for them.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Database } from '#database/database';
import { type Happening, lockProcess, write } from '#database/record/process';
import type { Matter } from '#testing/every-table';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import type { EventStreams } from '../events/event-streams.service.js';
import type { Actor } from '../http/actor.js';
import { Door } from './door.service.js';

let record: FilledRecord;
let matter: Matter;
let database: Database;
let waited: boolean;
const at = new Date('2026-03-03T01:00:00Z');

beforeAll(async () => {
  record = await filledRecord();
  matter = record.first;
  database = await record.connect('api');
});
afterAll(() => record?.close());
beforeEach(() => {
  waited = false;
});

/** Does it for a client that would wait a tenth of a second for what comes of it. */
function patiently(happening: Omit<Happening, 'at'>): Promise<string> {
  const streams = { watch: () => ((waited = true), () => undefined) } as unknown as EventStreams;
  const actor = { person: matter.reviewer, patience: 0.1 } as Actor;
  return new Door(database, streams).through(
    actor,
    async (tx) => {
      tx.enter(matter.process);
      const process = (await lockProcess(tx, matter.process))!;
      await write(tx, process, { at, ...happening });
      return { id: process.id, process };
    },
    (_, id) => Promise.resolve(id),
  );
}

it('waits for a process to move on only where it was given a command', async () => {
  await expect(patiently({ action: 'claim' })).resolves.toBe(matter.process);
  expect(waited).toBe(false);
  await expect(patiently({ action: 'nudge', command: { kind: 'nudge' } })).resolves.toBe(matter.process);
  expect(waited).toBe(true);
});
