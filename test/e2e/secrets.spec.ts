import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client as Owner } from 'pg';
import { loadEnv } from '#config/env';
import { eventually } from '#testing/eventually';
import { type Product, type ProductChild, startProduct } from '#testing/product';
import { wordsIn } from '#testing/word-forms';
import { type Cast, cast } from './cast.js';
import { Client } from './client.js';
import { ownerOf } from './owner.js';
import { tablesOf } from './secrecy/engine-places.js';
import { gatherPlaces, hear, hearAnnouncements, type Heard, holdingContent, plantControls } from './secrecy/places.js';
import { breakActivities, breakStatements, fillEveryField } from './secrecy/provocations.js';
import { secretClue, secrets, words } from './secrecy/words.js';
import { standStill } from './standing-still.js';
import { closed, decide, taskOf } from './tasks.js';

/** What is secret of a matter stays where it was written: neither the engine nor any log, notice or name of a file gets to see it, also where things fail. */
const { FULL } = loadEnv();
let data: string;
/** Where programs put what is not to stay. */
let temporary: string;
let product: Product;
let people: Cast;
let owner: Owner;
const heard: Heard = { answers: [], announced: [] };
let controls: Record<string, string[]>;
let places: Record<string, Buffer>;

/** One clue with its whole transfer, sent back once, read, noted and nudged. */
async function play({ coordinator, reviewer, lead, unit, team }: Cast, beforeSigning: (process: string, task: string) => Promise<void>): Promise<void> {
  const document = await coordinator.ok(coordinator.upload(`${words.file}.txt`, words.bytes));
  const clue = await coordinator.ok(coordinator.post('/api/clues', secretClue(unit, [document.id])));
  const { id } = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: team, urgency: 'normal' }));
  const task = await taskOf(reviewer, id, 'sign');
  await reviewer.ok(reviewer.post(`/api/tasks/${task.id}/claim`));
  await reviewer.ok(reviewer.post(`/api/tasks/${task.id}/draft`, { body: { comment: words.draft }, revision: 0 }));
  await reviewer.ok(reviewer.post(`/api/tasks/${task.id}/note`, { text: words.note }));
  await coordinator.ok(coordinator.post(`/api/processes/${id}/nudge`));
  await reviewer.ok(reviewer.get(`/api/clues/${clue.id}?processId=${id}`));
  await beforeSigning(id, task.id);
  await decide(reviewer, id, 'propose-disposition', { outcome: 'parked', opinion: words.opinion });
  await decide(lead, id, 'approve-disposition', { outcome: 'send-back', reason: words.reason });
  await decide(reviewer, id, 'propose-disposition', { outcome: 'closed', opinion: words.opinion });
  await decide(lead, id, 'approve-disposition', { outcome: 'approve' });
  await decide(reviewer, id, 'report-result', { outcome: 'reported', result: words.result });
  await closed(coordinator, id);
}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'liandong-control-start-'));
  temporary = mkdtempSync(join(tmpdir(), 'liandong-temporary-'));
  const controlFile = join(temporary, 'control.json');
  const careless = fileURLToPath(new URL('secrecy/controls.mjs', import.meta.url));
  product = await startProduct({ data, env: { CONTROL_FILE: controlFile, NODE_OPTIONS: `--import ${careless}`, TMPDIR: temporary } });
  people = await cast(product);
  owner = await ownerOf(product);
  await hearAnnouncements(owner, heard);
  const { coordinator, reviewer, lead, supervisor, administrator } = people;
  for (const client of Object.values(people)) if (client instanceof Client) hear(client, heard);
  const anonymous = new Client(product.url);
  hear(anonymous, heard);

  await play(people, async (process, task) => {
    await breakStatements({ owner, people }, task);
    await breakActivities({ owner, people }, process);
  });
  await lead.ok(lead.post('/api/recusals', { tie: 'relative', relativeName: words.relative, reason: words.reason }));
  for (let n = 0; FULL && n < 20; n++) await play(people, (process) => decide(reviewer, process, 'sign', { outcome: 'sign', comment: words.comment }));
  await fillEveryField(FULL ? [anonymous, coordinator, reviewer, lead, supervisor, administrator] : [anonymous, coordinator, administrator]);
  expect((await coordinator.get(`/${words.asked}?q=${words.asked}`)).status).toBeLessThan(500);
  const goOn = standStill(product, 'postgres');
  expect((await coordinator.post('/api/clues', secretClue(people.unit))).status).toBe(503);
  goOn();

  controls = await plantControls({ product, owner, client: coordinator, controlFile });
  const metrics = await eventually(async () => {
    const { body } = await anonymous.get('/metrics');
    expect(wordsIn(Buffer.from(body), controls['the metrics']!)).toEqual(controls['the metrics']);
    return String(body);
  });
  await endBadly('worker', controlFile);
  await endBadly('api', controlFile);
  // What the engine's lists show comes a moment later; the tests say what has not come.
  await eventually(async () => {
    rmSync(controlFile, { force: true }); // ours, and full of words
    places = await gatherPlaces({ product, temporary, heard, metrics });
    expect(unheard()).toEqual([]);
  }, 1).catch(() => undefined);
}, 600_000);

/** Has a program of ours come to an end by an error that nobody catches and that tells a whole clue; waits until it runs again. */
async function endBadly(program: ProductChild, controlFile: string): Promise<void> {
  const before = product.run().children[program]!.pid;
  writeFileSync(controlFile, JSON.stringify({ error: Object.values(words).join(' ') + secretClue(people.unit).content }));
  product.kill(program, 'SIGUSR2');
  await eventually(async () => {
    expect(product.run().children[program]?.pid).not.toBe(before);
    expect((await new Client(product.url).get('/api/health')).body).toMatchObject({ parts: { worker: { status: 'ok' } } });
  });
}

/** The control words that are not found where they were put. */
const unheard = () =>
  Object.entries(controls).flatMap(([place, planted]) => {
    const found = wordsIn(places[place]!, planted);
    return planted.filter((word) => !found.includes(word)).map((word) => `${place}: ${word}`);
  });

afterAll(async () => {
  await owner.end();
  await product.stop();
  for (const folder of [data, temporary]) rmSync(folder, { recursive: true, force: true });
}, 60_000);

it('each place is searched: what is put there on purpose is found', () => {
  expect(Object.keys(places).sort()).toEqual(Object.keys(controls).sort());
  expect(unheard()).toEqual([]);
});

it('content is found where it belongs, so that the words are those that were written', async () => {
  const record = await tablesOf(product, 'liandong', { only: holdingContent });
  const nowhere = [words.bytes, words.draft, words.asked, words.agent, words.key]; // in a file on disk, gone with the decision, or only asked for
  expect(secrets.filter((secret) => !nowhere.includes(secret) && wordsIn(record, [secret]).length === 0)).toEqual([]);
});

it('nothing that people wrote is found anywhere else', () => {
  const found = Object.entries(places).map(([place, bytes]) => [place, wordsIn(bytes, secrets)] as const);
  expect(Object.fromEntries(found.filter(([, those]) => those.length > 0))).toEqual({});
});
