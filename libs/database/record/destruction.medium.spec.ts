import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { pino } from 'pino';
import { testDatabase, type TestDatabase } from '#testing/database';
import { fillEveryTable, type EveryTable } from '#testing/every-table';
import { Database, type Transaction } from '../database.js';
import { readKey } from '../signing/key.js';
import { Signer } from '../signing/signer.js';
import { verifyRecord } from '../verifying/verify.js';
import { destroyContent, extentOf, StillOpen } from './destruction.js';
import { type Locked, lockProcess, write } from './process.js';

// Real: PostgreSQL with its walls, the signer and the verifier; content is destroyed as the owner.

let record: TestDatabase;
let client: Client;
let owner: Database;
let given: EveryTable;
const folder = mkdtempSync(join(tmpdir(), 'liandong-destruction-'));
const place = { folder, keyFile: join(folder, 'key.pem') };
const at = new Date('2026-03-04T01:00:00Z');

const sign = (tx: Transaction, process: Locked, person: string, task: string, comment: string) =>
  write(tx, process, { at, person, action: 'decide', task, detail: { outcome: 'sign' }, content: { comment }, command: { kind: 'decide', outcome: 'sign' } });

beforeAll(async () => {
  record = await testDatabase();
  client = new Client(record.ownerUrl);
  await client.connect();
  given = await fillEveryTable(client);
  owner = await Database.connect({ url: record.ownerUrl, program: 'owner' });
  const worker = await Database.connect({ url: record.urls.worker, program: 'worker' });
  for (const { process, sender, reviewer, task } of [given.first, given.second])
    await owner.within(process, async (tx) => {
      const locked = (await lockProcess(tx, process))!;
      for (const comment of ['canary-one', 'canary-two']) await sign(tx, locked, sender, 'sign/1', comment);
      await write(tx, locked, { at, person: reviewer, action: 'note', task: 'sign/1', note: { task, text: 'canary-note' } });
    });
  await client.query(`update clue set title = 'canary-title', content = 'canary-content', reporter = '{"name": "canary-reporter"}', amount_fen = 7654321`);
  await client.query(`update document set name = 'canary.txt'; update draft set body = '{"text": "canary-draft"}'`);
  await client.query(`update clue_subject set name = 'canary-subject'`);
  await new Signer({ ...place, database: worker, log: pino({ level: 'silent' }) }).sign();
  await worker.close();
}, 60_000);
afterAll(async () => {
  await Promise.all([owner.close(), client.end()]);
  await record.drop();
  rmSync(folder, { recursive: true });
}, 60_000);

const verify = () => verifyRecord(record.urls.verifier, { folder, trusted: [readKey(place.keyFile)!.name] });
const order = (more: Partial<Parameters<typeof destroyContent>[2]> = {}) => ({
  person: given.supervisor,
  basis: '《档案管理规定》第九条',
  openToo: false,
  ...more,
});
const last = async (process: string) =>
  (await client.query('select action, person_id as person, detail from timeline_entry where process_id = $1 order by n desc limit 1', [process])).rows[0];

/** Where anything of a canary is left, by table. */
async function left(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
  const found: string[] = [];
  for (const { name } of rows) if ((await client.query(`select from ${name} t where t::text like '%canary%' limit 1`)).rowCount) found.push(name);
  return found.sort();
}

it('knows what belongs to a clue, and to a process', async () => {
  const { process, clue } = given.first;
  const [document] = (await client.query('select id from document where clue_id = $1', [clue])).rows;
  expect(await extentOf(owner, { clue: '1' })).toEqual({
    clue: { id: clue, number: '1', organization: expect.any(String) },
    processes: [{ id: process, number: '1', open: true }],
    documents: [document.id],
  });
  expect(await extentOf(owner, { process: '1' })).toEqual({ processes: [{ id: process, number: '1', open: true }], documents: [] });
  expect([await extentOf(owner, { clue: 'none' }), await extentOf(owner, { process: 'none' })]).toEqual([undefined, undefined]);
});

it('refuses what is still open, unless it is told', async () => {
  const extent = (await extentOf(owner, { clue: '1' }))!;
  await expect(destroyContent(owner, extent, order())).rejects.toThrow(StillOpen);
  // Opened since somebody looked.
  await expect(destroyContent(owner, { ...extent, processes: [] }, order())).rejects.toThrow(StillOpen);
  expect(await left()).toEqual(['clue', 'clue_subject', 'command', 'document', 'draft', 'task_note']);
  expect(await verify()).toMatchObject({ whole: true });
});

it('destroys what was written in a process, says so, and leaves its timeline whole', async () => {
  await destroyContent(owner, (await extentOf(owner, { process: '2' }))!, order({ openToo: true }));
  expect(await last(given.second.process)).toEqual({
    action: 'content-destroyed',
    person: given.supervisor,
    detail: { basis: '《档案管理规定》第九条', commands: 3, notes: 2, drafts: 1 },
  });
  expect((await client.query('select from command where process_id = $1 and (content is not null or salt is not null)', [given.second.process])).rowCount).toBe(
    0,
  );
  expect(await verify()).toMatchObject({ whole: true, findings: [] });

  await destroyContent(owner, (await extentOf(owner, { process: '2' }))!, order({ openToo: true })); // again: there is nothing left to destroy, or to say
  expect((await client.query(`select from timeline_entry where action = 'content-destroyed'`)).rowCount).toBe(1);
});

it('destroys a clue with all that belongs to it, and nothing of another', async () => {
  await client.query('update process set closed_at = $2, outcome = $3 where id = $1', [given.first.process, at, 'returned']);
  await destroyContent(owner, (await extentOf(owner, { clue: '1' }))!, order());
  const { rows } = await client.query('select state, title, content, reporter, amount_fen from clue where id = $1', [given.first.clue]);
  expect(rows).toEqual([{ state: 'voided', title: '', content: '', reporter: null, amount_fen: null }]); // it could have been offered again
  expect(await last(given.first.process)).toMatchObject({ action: 'content-destroyed', person: given.supervisor });
  const told = await client.query(`select person_id as person, detail from chain_entry where action = 'clue-destroyed'`);
  expect(told.rows).toEqual([{ person: given.supervisor, detail: { clue: given.first.clue, number: '1', basis: '《档案管理规定》第九条', documents: 1 } }]);
  expect(await left()).toEqual(['clue', 'clue_subject', 'document']);

  await client.query('update process set closed_at = $2, outcome = $3 where id = $1', [given.second.process, at, 'concluded']);
  await destroyContent(owner, (await extentOf(owner, { clue: '2' }))!, order());
  expect((await client.query('select state from clue where id = $1', [given.second.clue])).rows).toEqual([{ state: 'registered' }]);
  expect(await left()).toEqual([]);
  expect(await verify()).toMatchObject({ whole: true, findings: [] });
});

it('hides nothing that went without an order: content that is written later has to be there', async () => {
  const { process, sender } = given.second;
  await owner.within(process, async (tx) => {
    const locked = (await lockProcess(tx, process))!;
    await sign(tx, locked, sender, 'sign/2', 'later');
  });
  expect(await verify()).toMatchObject({ whole: true });
  await client.query('update command set content = null where process_id = $1', [process]);
  expect(await verify()).toMatchObject({ whole: false, findings: [{ process: '2', fault: 'content-missing' }] });
});
