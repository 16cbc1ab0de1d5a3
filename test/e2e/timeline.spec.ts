import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { programEnvironment } from '#config/child-environment';
import { root } from '#runtime/files';
import { eventually } from '#testing/eventually';
import { type Product, startProduct } from '#testing/product';
import { playThrough } from '../faults/play.js';
import { type Cast, cast, newClue } from './cast.js';
import { Client } from './client.js';
import { ownerOf } from './owner.js';

/** The timeline of the running product: signed by it, verified and emptied by the commands that a person types. */
let product: Product;
let people: Cast;
let process: { id: string; number: string };
let clue: { id: string; number: string };
let document: string;

beforeAll(async () => {
  product = await startProduct();
  people = await cast(product);
  const { coordinator, reviewer } = people;
  document = (await coordinator.upload('材料.txt', 'canary-bytes')).body.id;
  clue = await coordinator.ok(coordinator.post('/api/clues', { ...newClue(people), title: 'canary-title', documents: [document] }));
  process = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }));
  await playThrough(people, reviewer, process.id);
}, 300_000);

afterAll(() => product.stop(), 60_000);

/** Runs one of our commands on the product's data folder, with nobody at the keyboard. */
const run = (command: string, ...parameters: string[]) =>
  new Promise<{ code: number; out: string; said: string }>((resolve) => {
    const child = execFile(
      'node',
      [join(root, 'libs/runtime', `${command}.mjs`), '--data', product.data, ...parameters],
      { env: programEnvironment() },
      (_, out, said) => resolve({ code: child.exitCode!, out, said }),
    );
    child.stdin!.end();
  });

const verified = async () => {
  const { code, out } = await run('verify-timeline', '--json');
  return { code, ...(JSON.parse(out) as { whole: boolean; findings: any[]; recomputed: any; vouched: any }) };
};
const asOwner = async (statement: string, parameters: unknown[]) => {
  const owner = await ownerOf(product);
  await owner.query(statement, parameters);
  await owner.end();
};

it('is signed by itself, log-ins and readings too, and verifies as whole', async () => {
  const read = () => people.coordinator.ok(people.coordinator.get(`/api/clues/${clue.id}`));
  await Promise.all(Array.from({ length: 100 }, read)); // a hundred entries are signed at once, fewer within a minute
  expect((await new Client(product.url).post('/api/session', { name: 'nobody', password: 'x' })).status).toBe(401);
  await eventually(async () => expect((await verified()).vouched.line).toBeGreaterThan(0), 120);
  expect(await verified()).toMatchObject({ code: 0, whole: true, findings: [] });
  const { code, out } = await run('verify-timeline');
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/chains were recomputed\. All is whole\.\nThe signatures vouch for \d+ of them/) });
  expect((await new Client(product.url).get('/api/health')).body.parts.signatures).toMatchObject({
    status: 'ok',
    detail: expect.stringMatching(/^line \d+, signed at /),
  });

  const [segment] = readdirSync(join(product.data, 'signatures'));
  for (const file of ['signing-key.pem', join('signatures', segment!)]) expect([file, statSync(join(product.data, file)).mode & 0o777]).toEqual([file, 0o600]);
}, 180_000);

it('names what was manipulated, with exit code 1', async () => {
  await asOwner(`update timeline_entry set detail = detail || '{"outcome": "return"}' where process_id = $1 and n = 3`, [process.id]);
  expect(await verified()).toMatchObject({ code: 1, whole: false, findings: [{ process: process.number, seq: 3, fault: 'edited' }] });
  const { code, out } = await run('verify-timeline');
  expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining(`Process ${process.number}, entry 3 is not what was written`) });
  await asOwner(`update timeline_entry set detail = detail - 'outcome' where process_id = $1 and n = 3`, [process.id]);
  expect(await verified()).toMatchObject({ code: 0 });
}, 60_000);

it('cannot be verified where nothing runs, which is another exit code', async () => {
  expect(await run('verify-timeline', '--data', join(product.data, 'none'))).toMatchObject({
    code: 2,
    out: '',
    said: expect.stringContaining('Nothing runs on'),
  });
}, 60_000);

it('stays whole where content is destroyed, which is gone from the record, from the disk and from every page', async () => {
  const { coordinator, reviewer, lead } = people;
  const file = join(product.data, 'documents', document);
  const destroy = (...parameters: string[]) => run('destroy-content', '--clue', clue.number, ...parameters);
  expect(await destroy('--yes')).toMatchObject({ code: 1, said: expect.stringContaining('Basis') });
  expect(await destroy('--yes', '--basis', '《规定》第九条', '--by', 'chenjing')).toMatchObject({ code: 1, said: expect.stringContaining('administrator') });
  expect(await destroy('--basis', '《规定》第九条', '--by', 'tangwei')).toMatchObject({ code: 1, said: expect.stringContaining(`Type ${clue.number}`) });
  expect(existsSync(file)).toBe(true);
  expect(await destroy('--yes', '--basis', '《规定》第九条', '--by', 'tangwei')).toMatchObject({ code: 0 });
  expect(existsSync(file)).toBe(false);
  expect(await verified()).toMatchObject({ code: 0, whole: true, findings: [] });

  expect(await coordinator.ok(coordinator.get(`/api/clues/${clue.id}`))).toMatchObject({
    title: '（内容已依规销毁）',
    content: '',
    subjects: [],
    documents: [],
  });
  expect((await coordinator.get(`/api/documents/${document}`)).status).toBe(404);
  for (const person of [reviewer, lead]) {
    const { items } = await person.ok(person.get(`/api/processes/${process.id}/timeline`));
    expect(items[0]).toMatchObject({ action: 'content-destroyed', words: '内容已依规销毁', by: expect.objectContaining({ name: expect.any(String) }) });
    expect(items.filter(({ content }: any) => content)).toEqual([]);
  }
}, 60_000);
