import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnv } from '#config/env';
import { connected } from '#runtime/databases';
import { embeddedAdmin } from '#runtime/running-record';
import { eventually } from '#testing/eventually';
import { startProduct, type Product } from '#testing/product';
import { cast, newClue, type Cast } from '../e2e/cast.js';
import { Client, type Answer } from '../e2e/client.js';
import { ownerUrlOf } from '../e2e/owner.js';
import { countingAttempts } from './instance.js';
import { offer, playThrough } from './play.js';
import { playMany } from './play-many.js';
import { RecordOf } from './record.js';
import { smallDisk } from './small-disk.js';
import { verifiedTimeline } from './timeline.js';
import { expectUndisturbed, finishedAfter } from './undisturbed.js';

/** The whole product on a disk that is full for a while: record, engine, documents, signatures and logs. */
const { FULL } = loadEnv();
const size = { transfers: FULL ? 100 : 6 };
const patience = 20 * 60_000;
const disk = smallDisk();
const folder = mkdtempSync(join(tmpdir(), 'liandong-attempts-'));
let product: Product;
let people: Cast;

beforeAll(async () => {
  product = await startProduct({ data: disk.folder, env: countingAttempts(join(folder, 'attempts')) });
  people = await cast(product);
}, 300_000);

afterAll(async () => {
  await product?.stop();
  await disk.remove();
  rmSync(folder, { recursive: true });
}, 60_000);

it(
  `refuses in clear words while its disk is full, and then finishes ${size.transfers} transfers as if nothing had been`,
  async () => {
    const undisturbed = await offer(people);
    await playThrough(people, people.reviewer, undisturbed);
    const documents = documentsIn(product);

    const playing = playMany([people], size.transfers);
    await recorded((record) => eventually(async () => expect(await record.leftovers()).toMatchObject({ open: size.transfers })));
    await disk.fill(product);
    const full = (async () => {
      try {
        await eventuallyRefused(() => people.coordinator.post('/api/clues', { ...newClue(people), content: '反映'.repeat(2_000) }));
        await eventuallyRefused(() => people.coordinator.upload('材料.txt', Buffer.alloc(4_000_000, '材料')));
        expect(documentsIn(product)).toEqual(documents);
        if (!disk.folder) return;
        await eventually(() => expect(product.said()).toContain(`The disk that holds ${product.data} is full`));
        await exhaustLog();
      } finally {
        await disk.makeRoom(product);
      }
    })();
    const processes = await finishedAfter(full, playing);

    await recorded((record) => expectUndisturbed(record, undisturbed, processes));
    await eventually(async () => expect((await new Client(product.url).get('/api/health')).body).toMatchObject({ status: 'ok' }));
    const { id } = await people.coordinator.ok(people.coordinator.upload('材料.txt', '材料'));
    expect(documentsIn(product)).toEqual([...documents, id].sort());
    await eventually(() => expect(readFileSync(join(product.data, 'logs', 'api.log'), 'utf8')).toContain('there is no room left on the disk'));
    expect(product.said()).not.toMatch(/The (api|worker) has ended/);
    if (disk.folder) await eventually(() => expect(product.said()).toContain('There is room again'));
    expect(await verifiedTimeline(product)).toMatchObject({ whole: true, findings: [], signatureFindings: [] });
  },
  patience,
);

/** How a full disk may be answered: as what it is, or as a database that it has ended. */
const refusals: Record<number, string> = { 507: 'disk-full', 503: 'record-away' };

/** Asks until the answer is that the disk is full. Whatever is not taken before has to be refused in words, too. */
async function eventuallyRefused(request: () => Promise<Answer>): Promise<void> {
  const answers: Answer[] = [];
  await eventually(async () => {
    const answer = await request();
    answers.push(answer);
    expect(answer).toMatchObject({ status: 507, body: { code: 'disk-full', title: expect.stringContaining('磁盘空间已满') } });
  });
  for (const { status, body, headers } of answers.filter(({ status }) => status >= 400)) {
    expect({ status, code: body.code }).toEqual({ status, code: refusals[status] });
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
}

/** Writes until PostgreSQL has no room for its log either, and ends. */
async function exhaustLog(): Promise<void> {
  const writing = connected(embeddedAdmin(product.data), async (admin) => {
    admin.on('error', () => undefined);
    for (;;) await admin.query(`select pg_logical_emit_message(false, 'filling', repeat('x', 1000000))`);
  });
  await expect(writing).rejects.toThrow();
}

/** The record, on a connection of its own. */
async function recorded<Result>(look: (record: RecordOf) => Promise<Result>): Promise<Result> {
  const record = await RecordOf.open(ownerUrlOf(product));
  try {
    return await look(record);
  } finally {
    await record.close();
  }
}

function documentsIn({ data }: Product): string[] {
  const folder = join(data, 'documents');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
