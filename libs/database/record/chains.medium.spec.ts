import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { pino } from 'pino';
import { clock } from '#domain/clock';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import { type Database } from '../database.js';
import { readKey } from '../signing/key.js';
import { Signer } from '../signing/signer.js';
import { lastLineIn, verifyRecord, verifyWithin } from '../verifying/verify.js';
import { digestOf, installation, readings } from './chain.js';
import { tellOrganization } from './organization-chain.js';

// Real: PostgreSQL with its walls; api and worker write under their roles, the verifier looks.

let record: FilledRecord;
let owner: Client;
let api: Database;
let worker: Database;
let organization: string;
const folder = mkdtempSync(join(tmpdir(), 'liandong-chains-'));

beforeAll(async () => {
  record = await filledRecord();
  owner = record.owner;
  api = await record.connect('api');
  worker = await record.connect('worker');
  organization = (await owner.query('select organization_id as id from person where id = $1', [record.first.sender])).rows[0].id;
}, 60_000);
afterAll(async () => {
  await record?.close();
  rmSync(folder, { recursive: true });
}, 60_000);

const entriesOf = async (chain: string) =>
  (await owner.query('select n, action, person_id as person, detail from chain_entry where chain_id = $1 order by n', [chain])).rows;
const signer = () => new Signer({ folder, keyFile: join(folder, 'key.pem'), database: worker, log: pino({ level: 'silent' }) });
const verify = () => verifyRecord(record.urls.verifier, { folder, trusted: [readKey(join(folder, 'key.pem'))!.name] });

it.each([
  [{}],
  [{ reason: '“不属于”我们的\n管辖\t\\ / \u0007\u007f 😀', b: [1, -2.5, true, null, 'x', [], {}], a: { z: null, aa: 1, B: 2 } }],
  [['only', { list: 1 }]],
])('computes within the database the digest that was computed outside: %j', async (content) => {
  const { salt, digest } = digestOf(content);
  const { rows } = await owner.query(`select sha256($1::bytea || convert_to(canonical_json($2), 'UTF8')) as digest`, [salt, JSON.stringify(content)]);
  expect(rows[0].digest).toEqual(digest);
});

it('chains what people write into an organisation at the same time, without a gap', async () => {
  const tell = (nth: number) =>
    api.as({ person: record.first.sender }, (tx) =>
      tellOrganization(tx, {
        organization,
        at: clock.now(),
        person: record.first.sender,
        action: 'role-given',
        detail: { nth, role: 'reviewer', until: null },
      }),
    );
  const numbers = await Promise.all(Array.from({ length: 20 }, (_, nth) => tell(nth)));
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, nth) => nth + 1));
  await worker.bare((tx) => tellOrganization(tx, { organization, at: clock.now(), action: 'calendar-changed', detail: {} }));
  const failing = api.bare(async (tx) => Promise.reject(new Error(`${await tellOrganization(tx, { organization, at: clock.now(), action: 'never' })}`)));
  await expect(failing).rejects.toThrow('22');
  expect(await entriesOf(organization)).toHaveLength(21);
  await signer().sign();
  expect(await verify()).toMatchObject({ whole: true, findings: [] });
});

it('tells of log-ins, and of those that were refused, without the name that was typed', async () => {
  const tell = (login: string, action: string) => api.door('select tell_log_in($1, $2, $3, $4)', [login, clock.now(), action, '10.0.0.1']);
  await tell('sender 1', 'log-in');
  await tell('sender 1', 'log-in-refused');
  await tell('my password', 'log-in-refused');
  const detail = { address: '10.0.0.1' };
  expect((await entriesOf(organization)).slice(-2)).toEqual([
    { n: 22, action: 'log-in', person: record.first.sender, detail },
    { n: 23, action: 'log-in-refused', person: record.first.sender, detail },
  ]);
  expect((await entriesOf(installation)).at(-1)).toMatchObject({ action: 'log-in-refused', person: null, detail });
  expect(JSON.stringify(await entriesOf(installation))).not.toContain('my password');
});

it('has told of the first policies and the first calendar', async () => {
  expect((await entriesOf(installation)).map(({ action }) => action)).toEqual(expect.arrayContaining(['policies-loaded', 'calendar-loaded']));
});

it('never lets a reading wait, and chains it afterwards', async () => {
  const read = (tx: Parameters<Parameters<Database['bare']>[0]>[0], nth: number) =>
    tx.run('insert into read_log (person_id, at, what, process_id, clue_id) values ($1, $2, $3, $4, $5)', [record.first.sender, clock.now(), `clue-${nth}`, record.first.process, record.first.clue]); // oxfmt-ignore
  const holder = new Client(record.ownerUrl);
  await holder.connect();
  await signer().round();
  await holder.query('begin');
  await holder.query('select from chain where id = $1 for update', [readings]); // as a sealing does that takes its time
  await api.as({ person: record.first.sender }, (tx) => read(tx, 1));
  await holder.query('rollback');
  await holder.end();

  // One that began earlier and is committed later gets a later place, and none is left out.
  await api.as({ person: record.first.sender }, async (early) => {
    await read(early, 2);
    await api.as({ person: record.first.sender }, (late) => read(late, 3));
    await signer().round();
  });
  await signer().round();
  const { rows } = await owner.query(`select what from read_log where what like 'clue-%' and n is not null order by n`);
  expect(rows.map(({ what }) => what)).toEqual(['clue-1', 'clue-3', 'clue-2']);
  await signer().sign();
  expect(await verify()).toMatchObject({ whole: true });
});

it.each([
  ['an entry of an organisation is edited', `update chain_entry set detail = '{"role": "team-lead"}' where chain_id = $1 and n = 5`, 5, 'edited'],
  ['an entry of an organisation is deleted', 'delete from chain_entry where chain_id = $1 and n = 7', 7, 'missing'],
  ['the tail of an organisation is cut', 'delete from chain_entry where chain_id = $1 and n > 9', 10, 'missing'],
  ['all that happened in an organisation is deleted', 'delete from chain_entry where chain_id = $1; delete from chain where id = $1', 1, 'missing'],
  ['a reading is turned', `update read_log set person_id = gen_random_uuid() where n = 2`, 2, 'edited'],
  ['a reading is deleted', `delete from read_log where n = 1`, 1, 'missing'],
])('finds it where %s', async (_, statement, seq, fault) => {
  const chain = statement.includes('read_log') ? readings : organization;
  await owner.query('begin');
  await owner.query(statement.replaceAll('$1', `'${chain}'`));
  const { findings } = await verifyWithin(owner, lastLineIn(folder), { folder, trusted: [readKey(join(folder, 'key.pem'))!.name] });
  await owner.query('rollback');
  expect(findings).toMatchObject([{ chain, process: null, seq, fault }]);
});
