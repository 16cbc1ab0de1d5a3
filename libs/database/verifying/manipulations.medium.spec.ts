import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { pino } from 'pino';
import { loadEnv } from '#config/env';
import { elsewhere } from '#runtime/databases';
import { addEntries, type ChainedProcess, chainedProcess } from '#testing/chained-record';
import { engine } from '#testing/engine';
import { manipulate, type Manipulation, manipulations } from '#testing/manipulation';
import { recordWorld, type RecordWorld } from '#testing/record-world';
import { seeded } from '../../../test/faults/seeded.js';
import { Database } from '../database.js';
import { readKey } from '../signing/key.js';
import { Signer } from '../signing/signer.js';
import { lastLineIn, type Verification, verifyWithin } from './verify.js';

// Real: PostgreSQL, the signer and its file. Somebody who rules the database manipulates it in a transaction that is looked at as the verifier, and rolled back.

const { FULL } = loadEnv();
const [older, younger] = FULL ? [1_000, 1_000] : [100, 40];
const seed = 20_261_124;
const random = seeded(seed);
const below = (most: number) => Math.floor(random() * most);

const folder = mkdtempSync(join(tmpdir(), 'liandong-signatures-'));
const place = { folder, keyFile: join(folder, 'key.pem') };
let world: RecordWorld;
let admin: Client;
/** Processes, with the entry up to which they are signed. */
const processes: (ChainedProcess & { signed: number })[] = [];

beforeAll(async () => {
  world = await recordWorld();
  admin = new Client(elsewhere(engine().postgres.adminUrl, { database: world.name }));
  await admin.connect();
  const api = await Database.connect(world.optionsOf('api'));
  const signer = new Signer({ ...place, database: world.database, log: pino({ level: 'silent' }) });
  for (let nth = 0; nth < 30; nth++) {
    processes.push({ ...(await chainedProcess(api, world.city, `${nth}`, 3 + below(20))), signed: 0 });
    if (nth % 4 === 0) await signer.sign();
  }
  for (const process of processes.slice(0, 15)) await addEntries(api, world.city, process, 1 + below(6));
  await signer.sign();
  for (const process of processes) process.signed = process.entries;
  for (const process of processes.slice(5, 25)) await addEntries(api, world.city, process, 1 + below(6));
  await api.close();
}, 120_000);

afterAll(async () => {
  await admin?.end();
  await world?.close();
  rmSync(folder, { recursive: true });
});

/** What the verifier finds after `work`, which then has not been. */
async function found(work: () => Promise<unknown>): Promise<Verification> {
  const written = lastLineIn(folder);
  await admin.query('begin');
  try {
    await work();
    await admin.query('set local role liandong_verifier');
    return await verifyWithin(admin, written, { folder, trusted: [readKey(place.keyFile)!.name] });
  } finally {
    await admin.query('rollback');
  }
}

it('finds nothing where nothing was done', async () => {
  const { whole, findings, recomputed } = await found(() => Promise.resolve());
  expect({ whole, findings }).toEqual({ whole: true, findings: [] });
  const unsigned = processes.filter(({ entries, signed }) => entries > signed);
  expect(recomputed.unsigned).toMatchObject({ chains: unsigned.length, entries: unsigned.reduce((sum, { entries, signed }) => sum + entries - signed, 0) });
  expect(recomputed.unsigned.first).toContainEqual({ chain: unsigned[0]!.id, process: unsigned[0]!.number, from: unsigned[0]!.signed + 1, to: unsigned[0]!.entries }); // oxfmt-ignore
});

it(`finds and names each of ${older} manipulations of what is signed, half of them with all later hashes and the head recomputed (seed ${seed})`, async () => {
  for (let nth = 0; nth < older; nth++) {
    const { id, number, signed } = processes[below(processes.length)]!;
    const done: Manipulation = { how: manipulations[nth % 4]!, process: id, n: 1 + below(signed), recomputed: nth % 8 < 4 };
    const { whole, findings } = await found(() => manipulate(admin, done, random));
    expect({ nth, ...done, whole, findings }).toEqual({
      nth,
      ...done,
      whole: false,
      findings: [{ chain: id, process: number, seq: done.n, fault: expect.any(String), signedTo: signed }],
    });
  }
});

it(`finds and names each of ${younger} manipulations of what is not signed yet, unless all later hashes are recomputed (seed ${seed})`, async () => {
  const unsigned = processes.filter(({ entries, signed }) => entries > signed);
  for (let nth = 0; nth < younger; nth++) {
    const { id, number, signed, entries } = unsigned[below(unsigned.length)]!;
    const done: Manipulation = { how: manipulations[nth % 4]!, process: id, n: signed + 1 + below(entries - signed), recomputed: false };
    const { whole, findings } = await found(() => manipulate(admin, done, random));
    expect({ nth, ...done, whole, findings }).toMatchObject({ nth, ...done, whole: false, findings: [{ process: number, seq: done.n }] });
    expect(findings).toHaveLength(1);
  }
});

it('finds what somebody writes behind the head, a head that was turned, and a process that is gone with all that belongs to it', async () => {
  const { id, number, entries, signed } = processes[0]!;
  const behind = found(() => admin.query(`insert into timeline_entry (process_id, n, at, action, detail, hash) values ($1, $2, now(), 'nudge', '{}', '')`, [id, entries + 1])); // oxfmt-ignore
  expect((await behind).findings).toEqual([{ chain: id, process: number, seq: entries + 1, fault: 'beyond-head', signedTo: signed }]);
  const head = found(() => admin.query('update process set head = sha256(head) where id = $1', [id]));
  expect((await head).findings).toEqual([{ chain: id, process: number, seq: entries, fault: 'head', signedTo: signed }]);

  const gone = await found(async () => {
    for (const table of ['timeline_entry', 'command', 'task_note', 'task']) await admin.query(`delete from ${table} where process_id = $1`, [id]);
    await admin.query('delete from process where id = $1', [id]);
  });
  expect(gone.findings).toEqual([{ chain: id, process: number, seq: 1, fault: 'missing', signedTo: signed }]);
});

describe('behind an entry that stays whole', () => {
  const entry = async (id: string, which: string): Promise<{ n: number; seq: number }> =>
    (await admin.query(`select n, command_seq as seq from timeline_entry where process_id = $1 and ${which} order by n limit 1`, [id])).rows[0];
  const finds = async ({ id, number, signed }: (typeof processes)[number], change: string, seq: number, fault: string) => {
    const { findings } = await found(() => admin.query(change.replaceAll(':process', `'${id}'`)));
    expect({ change, findings }).toEqual({ change, findings: [{ chain: id, process: number, seq, fault, signedTo: signed }] });
  };

  it('finds content that was edited, put back, added or taken away', async () => {
    const process = processes[1]!;
    const { n, seq } = await entry(process.id, 'command_seq is not null and content_digest is not null');
    const command = (change: string) => `update command set ${change} where process_id = :process and seq = ${seq}`;
    await finds(process, command(`content = content || '{"comment": "不同意"}'`), n, 'content-edited');
    await finds(process, command('salt = sha256(salt)'), n, 'content-edited');
    await finds(process, command('content = null, salt = null'), n, 'content-missing');
    await finds(process, `update timeline_entry set command_seq = null where process_id = :process and n = ${n}`, n, 'content-missing');
    const bare = await entry(process.id, 'content_digest is null and command_seq is null');
    const pointed = `update timeline_entry set command_seq = ${seq} where process_id = :process and n = ${bare.n}`;
    await finds(process, pointed, bare.n, 'content-added');
    const silent = await entry(process.id, 'command_seq is not null and content_digest is null');
    await finds(process, `update command set content = '{"comment": "不同意"}' where process_id = :process and seq = ${silent.seq}`, silent.n, 'content-added');
  });

  it('finds notes that were edited, taken away or added', async () => {
    const process = processes[1]!;
    const { n } = await entry(process.id, `action = 'note'`);
    await finds(process, `update task_note set text = text || '不' where process_id = :process and n = ${n}`, n, 'content-edited');
    await finds(process, `update task_note set person_id = gen_random_uuid() where process_id = :process and n = ${n}`, n, 'untold');
    await finds(process, `delete from task_note where process_id = :process and n = ${n}`, n, 'content-missing');
    const bare = await entry(process.id, 'content_digest is null and command_seq is null');
    const added = (at: number) =>
      `insert into task_note (id, process_id, task_id, person_id, text, at, n, salt) values (gen_random_uuid(), :process, :process, gen_random_uuid(), '不', now(), ${at}, '')`;
    await finds(process, added(bare.n), bare.n, 'untold');
    await finds(process, added(1_000), process.entries + 1, 'untold');
  });

  it('finds commands that say something else than their entry, are gone, or were added', async () => {
    const process = processes[1]!;
    const { n, seq } = await entry(process.id, 'command_seq is not null and content_digest is not null');
    const at = `where process_id = :process and seq = ${seq}`;
    for (const change of [`outcome = 'return'`, `person_id = gen_random_uuid()`, `at = at + interval '1 day'`, `kind = 'recall'`, `task_step = 'sign/9'`])
      await finds(process, `update command set ${change} ${at}`, n, 'command-edited');
    await finds(process, `delete from command ${at}`, n, 'content-missing');
    const added = `insert into command (process_id, seq, kind, at) values (:process, 1000, 'decide', now())`;
    await finds(process, added, process.entries + 1, 'untold');
  });

  it('names a process by the number under which it was signed', async () => {
    await finds(processes[3]!, `update process set number = number || '-1' where id = :process`, 1, 'renumbered');
  });

  it('names an entry whose moment is none', async () => {
    const process = processes[2]!;
    for (const at of ['infinity', '-infinity', '290000-01-01', '0044-03-15 BC'])
      await finds(process, `update timeline_entry set at = '${at}' where process_id = :process and n = 2`, 2, 'edited');
  });
});
