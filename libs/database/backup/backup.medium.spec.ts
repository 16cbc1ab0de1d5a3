// Real: PostgreSQL, with two records that know nothing of each other.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { fillEveryTable } from '#testing/every-table';
import { testDatabase, type TestDatabase } from '#testing/database';
import { migrate, migrationNames } from '../migrate.js';
import { dumpRecord, fileOf, type RecordDump } from './dump.js';
import { loadRecord } from './load.js';
import { sequencesOf, stateOf, tablesInOrder, type TableState, writeAlike } from './tables.js';

const folder = mkdtempSync(join(tmpdir(), 'liandong-backup-'));
let source: TestDatabase;
let dump: RecordDump;
const others: TestDatabase[] = [];

async function onRecord<Result>({ ownerUrl }: TestDatabase, work: (owner: Client) => Promise<Result>): Promise<Result> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await writeAlike(owner);
    return await work(owner);
  } finally {
    await owner.end();
  }
}

const everything = (record: TestDatabase) =>
  onRecord(record, async (owner) => {
    const states: TableState[] = [];
    for (const table of await tablesInOrder(owner)) states.push(await stateOf(owner, table));
    return { states, sequences: await sequencesOf(owner) };
  });

const another = async () => {
  const record = await testDatabase();
  others.push(record);
  return record;
};

beforeAll(async () => {
  source = await another();
  await onRecord(source, fillEveryTable);
  dump = await dumpRecord(source.ownerUrl, folder, () => undefined);
}, 60_000);
afterAll(async () => {
  for (const record of others) await record.drop();
  rmSync(folder, { recursive: true });
});

it('holds every row of every table, and gives ids on from where they were', async () => {
  const target = await another();
  expect((await everything(target)).states).not.toEqual((await everything(source)).states);
  await loadRecord(target.ownerUrl, folder, dump);
  expect(await everything(target)).toEqual(await everything(source));
  expect(dump.tables.filter(({ rows }) => rows === 0).map(({ name }) => name)).toEqual([]);
  expect(Object.keys(dump.sequences)).toEqual(expect.arrayContaining(['outbox_id_seq', 'read_log_id_seq']));
});

it('is of one moment, while others go on writing', async () => {
  const busy = await another();
  await onRecord(busy, fillEveryTable);
  const place = join(folder, 'busy');
  const held = await everything(busy);
  const other = new Client({ connectionString: busy.ownerUrl });
  await other.connect();
  const [row] = (await other.query('select id from clue limit 1')).rows;
  let writing: Promise<unknown> | undefined;
  const during = await dumpRecord(busy.ownerUrl, place, () => {
    writing = other.query(`update clue set title = 'later' where id = $1`, [row.id]);
  });
  await writing;
  await other.end();
  expect(during.tables.map(({ name, rows, sum }) => ({ name, rows, sum }))).toEqual(held.states);
  expect((await everything(busy)).states).not.toEqual(held.states);
});

it('is not loaded into a record that somebody is in, and not at all where a row is not as it was', async () => {
  await expect(loadRecord(source.ownerUrl, folder, dump)).rejects.toThrow('Somebody is in this record already.');
  const target = await another();
  const before = await everything(target);
  const path = fileOf(folder, 'task_note');
  const whole = readFileSync(path);
  writeFileSync(path, gzipSync(gunzipSync(whole).toString().split('\n').slice(1).join('\n')));
  try {
    await expect(loadRecord(target.ownerUrl, folder, dump)).rejects.toThrow('task_note holds 1 rows');
  } finally {
    writeFileSync(path, whole);
  }
  expect(await everything(target)).toEqual(before);
});

it('of an older release is loaded into a record as that release made it, which is then brought to this one', async () => {
  const names = migrationNames();
  const place = join(folder, 'older');
  const [old, target] = [await another(), await another()];
  const upTo = names.at(-2)!;
  for (const record of [old, target]) {
    await onRecord(record, (owner) => owner.query('drop schema public cascade; create schema public'));
    await migrate({ ownerUrl: record.ownerUrl, passwords: {}, upTo });
  }
  await onRecord(old, (owner) => owner.query(`insert into number_series (key, last) values ('clue/2026', 7)`));
  const older = await dumpRecord(old.ownerUrl, place, () => undefined);
  expect(older.migrations).toEqual(names.slice(0, -1));

  await loadRecord(target.ownerUrl, place, older);
  await migrate({ ownerUrl: target.ownerUrl, passwords: {} });
  expect(await onRecord(target, async (owner) => (await owner.query('select key, last from number_series')).rows)).toEqual([{ key: 'clue/2026', last: 7 }]);
  expect(await onRecord(target, async (owner) => (await owner.query('select from migrations')).rowCount)).toBe(names.length);
});
