// Real: PostgreSQL with its roles, and files in a folder.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import { clock } from '#domain/clock';
import { Database } from '#database/database';
import { codeOf } from '#database/error-code';
import { silent } from '#temporal/trials/world';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import { sweepLeftovers } from './leftovers.js';

let record: FilledRecord;
let owner: Client;
let worker: Database;
const folder = mkdtempSync(join(tmpdir(), 'liandong-leftovers-'));
const documents = join(folder, 'documents');

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  worker = await record.connect('worker');
}, 60_000);
afterAll(async () => {
  await record?.close();
  rmSync(folder, { recursive: true });
}, 60_000);
beforeEach(async () => {
  rmSync(documents, { recursive: true, force: true });
  mkdirSync(documents);
  await owner.query('delete from stray_file; delete from document; delete from idempotency; delete from worker_heartbeat');
});

const hours = (count: number) => new Date(clock.now().getTime() - count * 3_600_000);

/** A document with its file, uploaded so many hours ago. */
async function document(age: number, clue: string | null = null): Promise<string> {
  const id = uuid();
  await owner.query(`insert into document (id, clue_id, name, media_type, size, sha256, uploaded_by, uploaded_at) values ($1, $2, 'a', 'b', 1, '', $3, $4)`, [
    id,
    clue,
    record.first.sender,
    hours(age),
  ]);
  writeFileSync(join(documents, id), 'x');
  return id;
}

/** A file of an upload that began so many hours ago. */
async function stray(age: number, ending = ''): Promise<string> {
  const id = uuid();
  await owner.query('insert into stray_file (id, person_id, since) values ($1, $2, $3)', [id, record.first.sender, hours(age)]);
  writeFileSync(join(documents, id + ending), 'x');
  return id;
}

const rowsOf = async (table: string, column: string) =>
  (await owner.query(`select ${column} as value from ${table} order by 1`)).rows.map(({ value }) => value);
const sweep = () => sweepLeftovers(worker, documents, silent);

it('removes documents that no clue names after a day, with their files, and no others', async () => {
  const young = await document(23);
  const named = await document(500, record.first.clue);
  await document(25);
  await sweep();
  expect(await rowsOf('document', 'id')).toEqual([young, named].sort());
  expect(readdirSync(documents).sort()).toEqual([young, named].sort());
  expect(await rowsOf('stray_file', 'id')).toEqual([]);
});

it('removes what is left of uploads that never came to their end, and no file that it does not know', async () => {
  await stray(25, '.part');
  await stray(25);
  const underWay = await stray(1, '.part');
  writeFileSync(join(documents, 'of another record'), 'x');
  await sweep();
  expect(readdirSync(documents).sort()).toEqual([`${underWay}.part`, 'of another record'].sort());
  expect(await rowsOf('stray_file', 'id')).toEqual([underWay]);
});

it('never removes the file of a document, whatever is said of it', async () => {
  const named = await document(500, record.first.clue);
  await owner.query('insert into stray_file (id, person_id, since) values ($1, $2, $3)', [named, record.first.sender, hours(400)]);
  await sweep();
  expect(existsSync(join(documents, named))).toBe(true);
});

it('removes a file only after its row is gone for good, and finishes what was cut off', async () => {
  const id = await document(25);
  await owner.query('begin');
  await owner.query('update document set clue_id = $2 where id = $1', [id, record.first.clue]); // a clue is just being registered with it
  const sweeping = sweep();
  await owner.query('commit');
  await sweeping;
  expect([await rowsOf('document', 'id'), existsSync(join(documents, id))]).toEqual([[id], true]);

  await owner.query('update document set clue_id = null');
  mkdirSync(join(documents, `${id}.part`)); // what cannot be removed cuts the sweep off
  await expect(sweep()).rejects.toThrow();
  expect(await rowsOf('stray_file', 'id')).toEqual([id]);
  rmSync(join(documents, `${id}.part`), { recursive: true });
  await sweep();
  expect(await rowsOf('stray_file', 'id')).toEqual([]);
});

it('sweeps more than one transaction takes', async () => {
  await owner.query(`insert into stray_file (id, person_id, since) select gen_random_uuid(), $1, $2 from generate_series(1, 1201);`, [
    record.first.sender,
    hours(30),
  ]);
  await owner.query(
    `insert into idempotency (person_id, route, key, request_hash, status, resource_id, at) select $1, 'POST', n, '', 200, '', $2 from generate_series(1, 1201) n`,
    [record.first.sender, hours(24 * 8)],
  );
  await sweep();
  expect([await rowsOf('stray_file', 'id'), await rowsOf('idempotency', 'key')]).toEqual([[], []]);
});

it('forgets idempotency keys after seven days and heartbeats after one', async () => {
  const key = (name: string, age: number) =>
    owner.query(`insert into idempotency (person_id, route, key, request_hash, status, resource_id, at) values ($1, 'POST', $2, '', 200, '', $3)`, [
      record.first.sender,
      name,
      hours(age),
    ]);
  await key('old', 24 * 7 + 1);
  await key('still promised', 24 * 7 - 1);
  await owner.query(`insert into worker_heartbeat (id, at) values ('gone', $1), ('here', $2)`, [hours(25), hours(1)]);
  await sweep();
  expect(await rowsOf('idempotency', 'key')).toEqual(['still promised']);
  expect(await rowsOf('worker_heartbeat', 'id')).toEqual(['here']);
});

it.each(['document', 'stray_file', 'idempotency', 'worker_heartbeat'])('is the only way by which the worker removes rows of %s', async (table) => {
  expect(await worker.bare((tx) => tx.run(`delete from ${table}`)).then(() => '', codeOf)).toBe('42501');
});
