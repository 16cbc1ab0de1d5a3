import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { pino } from 'pino';
import { moveClock, resetClock } from '#domain/clock';
import { addEntries, type ChainedProcess, chainedProcess } from '#testing/chained-record';
import { testDatabase, type TestDatabase } from '#testing/database';
import { foundSmallCity, type SmallCity } from '#testing/small-city';
import { Database } from '../database.js';
import { programs } from '../programs.js';
import { signatures } from '../record/chain.js';
import { verifyRecord, verifyWithin } from '../verifying/verify.js';
import { lastLine } from './file.js';
import { readKey } from './key.js';
import { readLine } from './line.js';
import { Signer } from './signer.js';

// Real: PostgreSQL with its roles, the signer and its files.

let record: TestDatabase;
let owner: Client;
let worker: Database;
let api: Database;
let city: SmallCity;
let process: ChainedProcess;
let data: string;

beforeAll(async () => {
  record = await testDatabase();
  owner = new Client(record.ownerUrl);
  await owner.connect();
  city = await foundSmallCity(owner as never);
  worker = await Database.connect({ url: record.urls.worker, program: 'worker' });
  api = await Database.connect({ url: record.urls.api, program: 'api' });
  process = await chainedProcess(api, city, '1', 4);
}, 60_000);
afterAll(async () => {
  await Promise.all([worker.close(), api.close(), owner.end()]);
  await record.drop();
}, 60_000);

// Each begins with a folder in which nothing is signed yet.
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'liandong-signer-'));
  chmodSync(data, 0o755); // others could look in: the files guard themselves
  await owner.query('delete from chain where id = $1', [signatures]);
  await owner.query('insert into unsigned_entry select process_id, n, at from timeline_entry union select chain_id, n, at from chain_entry on conflict do nothing'); // oxfmt-ignore
});
afterEach(() => {
  resetClock();
  rmSync(data, { recursive: true });
});

const folder = () => join(data, 'signatures');
const keyFile = () => join(data, 'key.pem');
const signer = () => new Signer({ folder: folder(), keyFile: keyFile(), database: worker, log: pino({ level: 'silent' }) });
const verify = (...keys: string[]) => verifyRecord(record.urls.verifier, { folder: folder(), trusted: [...keys, readKey(keyFile())!.name] });
const segment = () => join(folder(), readdirSync(folder())[0]!);
const linesOf = () => readFileSync(segment(), 'utf8').trimEnd().split('\n');
const waiting = async () => Number((await owner.query<{ waiting: string }>('select waiting from signing_state()')).rows[0]!.waiting);

/** Signs so many lines of one entry each. */
async function signLines(count: number): Promise<void> {
  await signer().sign();
  for (let nth = 1; nth < count; nth++) {
    await addEntries(api, city, process, 1);
    await signer().sign();
  }
}

it('signs what waits, once; later what came since', async () => {
  const before = await waiting();
  expect(before).toBeGreaterThan(4);
  expect([await signer().sign(), await waiting(), await signer().sign()]).toEqual([before + 1, 0, 0]); // the entry that tells of the key is signed with the rest
  await addEntries(api, city, process, 3);
  expect(await signer().sign()).toBe(3);
  const { whole, vouched, recomputed } = await verify();
  expect({ whole, line: vouched.line, unsigned: recomputed.unsigned.entries }).toEqual({ whole: true, line: 2, unsigned: 0 });
  expect((await owner.query(`select detail from chain_entry where action = 'signing-key' order by n desc limit 1`)).rows).toEqual([
    { detail: { key: readKey(keyFile())!.name } },
  ]);
});

it('goes on after a line that was torn, with nothing lost', async () => {
  await signLines(3);
  const text = readFileSync(segment());
  for (const torn of [1, 80, text.length - linesOf()[0]!.length - linesOf()[1]!.length - 3]) {
    // Killed while it wrote: the record does not know of the line, and the entries still wait.
    writeFileSync(segment(), text.subarray(0, text.length - torn));
    const [second] = linesOf().slice(1);
    await owner.query('update chain set entries = 2, head = sha256($2) where id = $1', [signatures, second]);
    await owner.query('insert into unsigned_entry select process_id, n, at from timeline_entry where n = $1', [process.entries]);
    expect(await signer().sign()).toBe(1);
    expect(await verify()).toMatchObject({ whole: true, vouched: { line: 3 }, recomputed: { unsigned: { entries: 0 } } });
  }
});

it('goes on where it was killed after the line lay on the disk and before the record knew', async () => {
  await signLines(2);
  await owner.query('update chain set entries = 1, head = sha256($2) where id = $1', [signatures, linesOf()[0]]);
  await owner.query('insert into unsigned_entry select process_id, n, at from timeline_entry where n = $1', [process.entries]);
  expect(await signer().sign()).toBe(1);
  expect(await verify()).toMatchObject({ whole: true, vouched: { line: 3 } });
});

it('goes on where it was killed so while it signed for the first time: what a line vouches for is on record before', async () => {
  const marking = 'execute on function mark_signed(integer, bytea, timestamptz, uuid[], integer[])';
  await owner.query(`revoke ${marking} from liandong_worker`);
  await expect(signer().sign()).rejects.toThrow('mark_signed');
  await owner.query(`grant ${marking} to liandong_worker`);
  expect(linesOf()).toHaveLength(1);
  expect(await signer().sign()).toBeGreaterThan(4);
  expect(await verify()).toMatchObject({ whole: true, vouched: { line: 2 } });
});

it('lets one of several sign at a time, and the others find nothing left', async () => {
  const all = [signer(), signer(), signer()];
  await Promise.all(all.map((each) => each.sign()));
  for (let nth = 0; nth < 15; nth++) {
    await addEntries(api, city, process, 2);
    await Promise.all(all.map((each) => each.sign()));
  }
  await all[0]!.sign();
  const lines = linesOf().map((line) => readLine(line)!);
  expect(lines.map(({ n }) => n)).toEqual(lines.map((_, index) => index + 1));
  expect(await verify()).toMatchObject({ whole: true, recomputed: { unsigned: { entries: 0 } } });
});

it('makes a new key where it was lost, and what the old one signed counts once that is named', async () => {
  await signLines(2);
  const old = readKey(keyFile())!.name;
  rmSync(keyFile());
  await addEntries(api, city, process, 1);
  await signer().sign();
  const { whole, findings, signatureFindings, vouched } = await verify();
  expect({ whole, findings, signatureFindings }).toEqual({
    whole: false,
    findings: [],
    signatureFindings: [{ from: 1, to: 2, fault: 'foreign-key', key: old }],
  });
  expect(vouched.keys).toEqual([readKey(keyFile())!.name]);
  expect(await verify(old)).toMatchObject({ whole: true, recomputed: { unsigned: { entries: 0 } } });
});

it('goes on where its files are gone, and says which lines are missing', async () => {
  await signLines(3);
  renameSync(folder(), join(data, 'away'));
  expect(await verify()).toMatchObject({ whole: false, signatureFindings: [{ from: 1, to: 3, fault: 'missing' }] });
  await addEntries(api, city, process, 1);
  await signer().sign();
  expect(readLine(lastLine(folder())!)!.n).toBe(4);
  expect(await verify()).toMatchObject({ whole: false, findings: [], signatureFindings: [{ from: 1, to: 3, fault: 'missing' }] });
  const [latest] = readdirSync(folder());
  renameSync(join(data, 'away', readdirSync(join(data, 'away'))[0]!), join(folder(), 'signatures-000000001.jsonl'));
  expect([latest, (await verify()).whole]).toEqual(['signatures-000000004.jsonl', true]);
});

it.each([
  ['cut', (lines: string[]) => lines.slice(0, 3), { from: 4, to: 5, fault: 'missing' }],
  ['lost', (lines: string[]) => lines.toSpliced(1, 2), { from: 2, to: 3, fault: 'missing' }],
  ['damaged', (lines: string[]) => lines.with(1, `${lines[1]!.slice(0, 100)}`), { from: 2, to: 2, fault: 'damaged' }],
  ['edited', (lines: string[]) => lines.with(4, lines[4]!.replace(/"at":"2/, '"at":"3')), { from: 5, to: 5, fault: 'wrong-signature' }],
  ['repeated', (lines: string[]) => lines.toSpliced(4, 0, lines[1]!), { from: 2, to: 2, fault: 'wrong-order' }],
] as const)('finds lines of the signatures that were %s', async (_, change, finding) => {
  await signLines(5);
  writeFileSync(segment(), `${change(linesOf()).join('\n')}\n`);
  const { whole, findings, signatureFindings } = await verify();
  expect({ whole, findings, signatureFindings }).toEqual({ whole: false, findings: [], signatureFindings: [finding] });
});

it('takes a second line that follows the same one, written where a connection was lost at the worst moment', async () => {
  await signLines(2);
  const beside = linesOf()[1];
  await owner.query('insert into unsigned_entry select process_id, n, at from timeline_entry where n = $1', [process.entries]);
  writeFileSync(segment(), `${linesOf()[0]}\n`);
  await owner.query('update chain set entries = 1 where id = $1', [signatures]);
  await signer().sign();
  await addEntries(api, city, process, 1);
  await signer().sign();
  writeFileSync(segment(), `${linesOf().toSpliced(1, 0, beside!).join('\n')}\n`);
  expect(await verify()).toMatchObject({ whole: true, vouched: { line: 3 } });
});

it('verifies while others write and sign', async () => {
  await signer().sign();
  let stopped = false;
  const writing = (async () => {
    while (!stopped) {
      await addEntries(api, city, process, 5);
      await signer().sign();
    }
  })();
  for (let nth = 0; nth < 8; nth++) expect(await verify()).toMatchObject({ whole: true });
  stopped = true;
  await writing;
});

it('does not miss what was written and signed after it looked', async () => {
  await signer().sign();
  await owner.query('begin isolation level repeatable read');
  await owner.query('select from process');
  await addEntries(api, city, process, 2);
  await signer().sign();
  const { whole, vouched } = await verifyWithin(owner, 1, { folder: folder(), trusted: [readKey(keyFile())!.name] });
  await owner.query('commit');
  expect([whole, vouched.line, (await verify()).vouched.line]).toEqual([true, 1, 2]);
});

it('keeps its key and its files out of reach of every role of the record', async () => {
  await signer().sign();
  for (const program of [...programs, 'owner'] as const) {
    const client = new Client(program === 'owner' ? record.ownerUrl : record.urls[program]);
    await client.connect();
    for (const statement of [
      `select pg_read_file('${keyFile()}')`,
      `create temp table t (line text); copy t from '${segment()}'`,
      `copy (select 1) to program 'true'`,
    ])
      await expect(client.query(statement)).rejects.toThrow(/permission denied/);
    await client.end();
  }
});

it('signs by itself once a hundred wait, or one has waited for a minute', async () => {
  await signer().sign();
  await addEntries(api, city, process, 2);
  const here = signer();
  await here.round();
  expect(await waiting()).toBe(2);
  moveClock(60_000);
  await here.round();
  expect(await waiting()).toBe(0);
  resetClock();
  await addEntries(api, city, process, 99);
  await here.round();
  expect(await waiting()).toBe(99);
  await addEntries(api, city, process, 1);
  await here.round();
  expect(await waiting()).toBe(0);
});

it('signs many in lines of five hundred', async () => {
  await signer().sign();
  await addEntries(api, city, process, 1_201);
  expect(await signer().sign()).toBe(1_201);
  expect((await verify()).vouched.line).toBe(4);
});
