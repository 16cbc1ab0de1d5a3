// Real: the whole product with processes in flight, its backup, its loss, and a folder that knows nothing of it.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client as Postgres } from 'pg';
import { programEnvironment } from '#config/child-environment';
import { loadEnv } from '#config/env';
import { stateOf, writeAlike } from '#database/backup/tables';
import { hashOfFile, readBackup } from '#runtime/backup-folder';
import { root } from '#runtime/files';
import { recordOf } from '#runtime/running-record';
import { eventually } from '#testing/eventually';
import { type Product, startProduct } from '#testing/product';
import { type Cast, cast, newClue } from '../e2e/cast.js';
import { decide, offer, playThrough } from '../faults/play.js';
import { verifiedTimeline } from '../faults/timeline.js';

const folder = mkdtempSync(join(tmpdir(), 'liandong-drill-'));
chmodSync(folder, 0o755); // PostgreSQL runs as a user of its own, who has to get to what is below
const [before, backup, after] = ['before', 'backup', 'after'].map((name) => join(folder, name)) as [string, string, string];
const proposal = { outcome: 'parked', opinion: '暂存' };
let product: Product;
let people: Cast;

beforeAll(async () => {
  product = await startProduct({ data: before });
  people = await cast(product);
}, 300_000);
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Runs one of the commands that a person types. @throws with what it said where it does not end well */
function command(script: string, ...parameters: string[]): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'libs/runtime', `${script}.mjs`), ...parameters], { env: programEnvironment() });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) =>
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}:\n${said}`)))),
  );
}

/** A transfer that has come as far as `steps` tasks. */
async function transferAfter(steps: number): Promise<string> {
  const process = await offer(people);
  if (steps > 0) await decide(people.reviewer, process, 'sign', { outcome: 'sign' });
  if (steps > 1) await decide(people.reviewer, process, 'propose-disposition', proposal);
  if (steps > 2) await decide(people.lead, process, 'approve-disposition', { outcome: 'approve' });
  return process;
}

/** Tables that only people's doings write to: in the others the stories go on as soon as the product starts. The restore itself has compared them all before that. */
const quiet = ['clue', 'clue_subject', 'document', 'command', 'task_note'];

async function statesOf(data: string) {
  const owner = new Postgres({ connectionString: recordOf(loadEnv(), data).owner });
  await owner.connect();
  try {
    await writeAlike(owner);
    const states = [];
    for (const table of quiet) states.push(await stateOf(owner, table));
    return states;
  } finally {
    await owner.end();
  }
}

it('comes back from a backup that was made while it served, and every process goes on to its end', async () => {
  const content = '材料内容';
  const document = await people.coordinator.upload('材料.txt', content);
  const clue = await people.coordinator.ok(people.coordinator.post('/api/clues', { ...newClue(people), documents: [document.body.id] }));
  const closed = await offer(people);
  const started = await Promise.all([0, 1, 2, 3, ...Array.from({ length: 12 }, () => 0)].map(transferAfter));
  await playThrough(people, people.other, closed);
  await eventually(() => expect(readdirSync(join(before, 'signatures'))).toHaveLength(1));

  let backedUp = false;
  const busy = (async () => {
    while (!backedUp) await offer(people);
  })();
  // Two for the same place: one is there in the end, whole, and nothing of the other.
  const both = await Promise.allSettled([1, 2].map(() => command('backup', '--to', backup, '--data', before))).finally(() => (backedUp = true));
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both).toContainEqual({ status: 'rejected', reason: expect.objectContaining({ message: expect.stringContaining('is not empty') }) });
  expect(readdirSync(dirname(backup)).filter((name) => name.includes('unfinished'))).toEqual([]);
  await busy;
  await offer(people); // is lost
  await product.stop();
  rmSync(before, { recursive: true });

  await command('restore', '--from', backup, '--data', after);
  product = await startProduct({ data: after });
  const { record } = readBackup(backup);
  const backedUpAs = (table: string) => record.tables.filter(({ name }) => name === table).map(({ name, rows, sum }) => ({ name, rows, sum }));
  expect(await statesOf(after)).toEqual(quiet.flatMap(backedUpAs));
  for (const { id, sha256 } of record.documents) expect(await hashOfFile(join(after, 'documents', id))).toBe(sha256);
  expect(record.documents.map(({ id }) => id)).toEqual([document.body.id]);

  people = await cast(product);
  expect((await people.coordinator.get(`/api/documents/${document.body.id}`)).body).toBe(content);
  expect((await people.coordinator.get(`/api/clues/${clue.id}`)).status).toBe(200);
  await command('rebuild-engine', '--anew', '--data', after);
  const [, signed, proposed, approved] = started as [string, string, string, string];
  await decide(people.reviewer, signed, 'propose-disposition', proposal);
  for (const process of [signed, proposed]) await decide(people.lead, process, 'approve-disposition', { outcome: 'approve' });
  for (const process of [signed, proposed, approved]) await decide(people.reviewer, process, 'report-result', { outcome: 'reported', result: '已办结' });
  const { items } = await people.coordinator.ok(people.coordinator.get('/api/processes?state=offered&limit=200'));
  expect(items.length).toBeGreaterThanOrEqual(13);
  for (const { id } of items) await decide(people.reviewer, id, 'sign', { outcome: 'return', reason: '不属于受理范围' });
  await eventually(async () => {
    const { items: all } = await people.coordinator.ok(people.coordinator.get('/api/processes?limit=200'));
    expect(all.filter(({ state }: { state: string }) => state !== 'closed')).toEqual([]);
  }, 120);
  expect(await verifiedTimeline(product)).toMatchObject({ whole: true, findings: [], signatureFindings: [], vouched: { line: expect.any(Number) } });
}, 300_000);
