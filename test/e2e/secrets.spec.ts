import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { escapeIdentifier } from 'pg';
import { type Product, startProduct } from '#testing/product';
import { type Cast, cast, newClue } from './cast.js';
import { ownerOf, type Place } from './owner.js';
import { standStill } from './standing-still.js';
import { closed, decide, taskOf } from './tasks.js';

/** What is secret of a matter stays in the record: neither the engine nor any log gets to see it, also where things fail. */
let product: Product;
let people: Cast;

beforeAll(async () => {
  product = await startProduct();
  people = await cast(product);
}, 300_000);

afterAll(() => product.stop(), 60_000);

const secrets = [
  'canary-title', 'canary-content', 'canary-subject', 'canary-position', 'canary-reporter', 'canary-contact', '7654321', 'canary-file', 'canary-bytes', 'canary-draft', 'canary-note', 'canary-opinion',
  'canary-reason', 'canary-comment', 'canary-result', 'canary-relative',
]; // prettier-ignore

/** Everything that the engine has written down, as bytes. */
async function engineHolds(database: Place): Promise<Buffer> {
  const client = await ownerOf(product, database);
  const { rows: columns } = await client.query<{ table: string; column: string; type: string }>(
    `select table_name as table, column_name as column, data_type as type from information_schema.columns where table_schema = 'public' and table_name in (select tablename from pg_tables where schemaname = 'public')`,
  );
  const parts: Buffer[] = [];
  for (const { table, column, type } of columns) {
    const value = type === 'bytea' ? escapeIdentifier(column) : `convert_to(${escapeIdentifier(column)}::text, 'UTF8')`;
    const { rows } = await client.query<{ value: Buffer }>(
      `select ${value} as value from ${escapeIdentifier(table)} where ${escapeIdentifier(column)} is not null`,
    );
    parts.push(...rows.map((row) => row.value));
  }
  await client.end();
  return Buffer.concat(parts);
}

const logs = () =>
  Buffer.concat(
    readdirSync(join(product.data, 'logs'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

it('is found in no log and nowhere in the engine', async () => {
  const { coordinator, reviewer, lead } = people;
  const document = await coordinator.upload('canary-file.txt', 'canary-bytes');
  const clue = await coordinator.ok(
    coordinator.post('/api/clues', {
      ...newClue(people),
      title: 'canary-title',
      content: 'canary-content',
      subjects: [{ kind: 'person', name: 'canary-subject', position: 'canary-position' }],
      reporter: { anonymous: false, name: 'canary-reporter', contact: 'canary-contact', protection: 'strict' },
      amount: '7654321.00',
      documents: [document.body.id],
    }),
  );
  const transfer = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }));
  const task = await taskOf(reviewer, transfer.id, 'sign');
  const at = `/api/tasks/${task.id}`;
  await reviewer.ok(reviewer.post(`${at}/claim`));
  await reviewer.ok(reviewer.post(`${at}/draft`, { body: { comment: 'canary-draft' }, revision: 0 }));
  await reviewer.ok(reviewer.post(`${at}/note`, { text: 'canary-note' }));
  await lead.ok(lead.post('/api/recusals', { tie: 'relative', relativeName: 'canary-relative', reason: 'canary-reason' }));

  // What fails is logged too, and must not be logged with what it was about.
  expect((await coordinator.post('/api/clues', { ...newClue(people), title: 'canary-title'.repeat(50) })).status).toBe(422);
  expect((await reviewer.get('/api/clues?q=canary-title')).status).toBe(403);
  expect((await coordinator.get('/api/clues?q=canary-title')).status).toBe(200);
  expect((await coordinator.get('/canary-title?q=canary-content')).status).toBeLessThan(500);
  const goOn = standStill(product, 'postgres');
  expect((await coordinator.post('/api/clues', { ...newClue(people), title: 'canary-title' })).status).toBe(503);
  goOn();

  await decide(reviewer, transfer.id, 'sign', { outcome: 'sign', comment: 'canary-comment' });
  await decide(reviewer, transfer.id, 'propose-disposition', { outcome: 'parked', opinion: 'canary-opinion' });
  await decide(lead, transfer.id, 'approve-disposition', { outcome: 'send-back', reason: 'canary-reason' });
  await decide(reviewer, transfer.id, 'propose-disposition', { outcome: 'closed', opinion: 'canary-opinion' });
  await decide(lead, transfer.id, 'approve-disposition', { outcome: 'approve' });
  await decide(reviewer, transfer.id, 'report-result', { outcome: 'reported', result: 'canary-result' });
  await closed(coordinator, transfer.id);

  const engine = Buffer.concat([await engineHolds('temporal'), await engineHolds('temporal_visibility')]);
  const written = logs();
  const foundIn = (haystack: Buffer) => secrets.filter((secret) => haystack.includes(secret));
  expect({ engine: foundIn(engine), logs: foundIn(written) }).toEqual({ engine: [], logs: [] });
  // What is no secret is found where it is looked for, so that the search is one.
  expect(engine.includes(transfer.id)).toBe(true);
  expect(engine.includes('sign/1')).toBe(true);
  expect(written.includes('/api/tasks/:id/decide')).toBe(true);
  expect(written.includes('record-away')).toBe(true);
}, 180_000);
