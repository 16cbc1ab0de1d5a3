// Real: PostgreSQL with its walls, and the role of the api. What one process is let go with is made to fail, as where it stays locked.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database } from '#database/database';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import type { Actor } from '../http/actor.js';
import { Revocations } from '../events/revocations.js';
import { RecusalsService } from './recusals.service.js';

let record: FilledRecord;
let owner: Client;
let database: Database;

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  database = await record.connect('api');
});
afterAll(() => record?.close());

it('holds, and lets go of all else, where one of the processes cannot be let go', async () => {
  const { first, second } = record;
  const person = first.reviewer;
  const tasks = [first, second].toSorted((a, b) => (a.process < b.process ? -1 : 1)).map(({ task }) => task);
  await owner.query(`update task set holder = $2 where id = any ($1)`, [tasks, person]);
  await owner.query('update clue set unit_id = $2 where id = any ($1)', [[first.clue, second.clue], first.team]);
  let transactions = 0;
  const failing = Object.assign(Object.create(database) as Database, {
    as: (...given: Parameters<Database['as']>) => (++transactions === 2 ? Promise.reject(new Error('locked for too long')) : database.as(...given)),
  });
  const { rows: roles } = await owner.query('select role, organization_id as "organizationId" from role_assignment where person_id = $1', [person]);
  const actor = { person, roles, now: new Date('2031-03-03T01:00:00Z'), language: 'zh-CN' } as unknown as Actor;

  const { id } = await new RecusalsService(failing, new Revocations()).declare(actor, { tie: 'unit', unitId: first.team, reason: '曾在该单位任职' });
  const { rows } = await owner.query(`select holder from task where id = any ($1) order by array_position($1, id)`, [tasks]);
  expect(rows).toEqual([{ holder: person }, { holder: null }]);
  expect((await owner.query('select from exclusion where recusal_id = $1', [id])).rowCount).toBe(2);
});
