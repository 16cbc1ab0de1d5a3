import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnv } from '#config/env';
import { connected } from '#runtime/databases';
import { embeddedAdmin } from '#runtime/running-record';
import { eventually } from '#testing/eventually';
import { startProduct, type Product, type ProductChild } from '#testing/product';
import { cast, type Cast } from '../e2e/cast.js';
import { ownerUrlOf } from '../e2e/owner.js';
import { repeatedEffects } from './attempts.js';
import { countingAttempts } from './instance.js';
import { killed } from './kill.js';
import { offer, playThrough } from './play.js';
import { playMany } from './play-many.js';
import { rebuildEngine } from './rebuild.js';
import { RecordOf } from './record.js';
import { seeded, shuffled } from './seeded.js';
import { verifiedTimeline } from './timeline.js';
import { expectUndisturbed, finishedAfter } from './undisturbed.js';

/** The whole product as a person starts it; in its worker, an interceptor that counts attempts. */
const { FULL } = loadEnv();
const size = FULL ? { transfers: 100, kills: 30, lost: 100 } : { transfers: 20, kills: 8, lost: 6 };
const patience = 20 * 60_000;
const seed = 20_261_123;
const victims: ProductChild[] = ['worker', 'postgres', 'temporal', 'api'];

const folder = mkdtempSync(join(tmpdir(), 'liandong-faults-'));
const attempts = join(folder, 'attempts');
let product: Product;
let people: Cast;
/** What every other one has to have come to in the end. */
let undisturbed: string;

beforeAll(async () => {
  product = await startProduct({ env: countingAttempts(attempts) });
  people = await cast(product);
  undisturbed = await offer(people);
  await playThrough(people, people.reviewer, undisturbed);
}, 300_000);

afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true });
}, 60_000);

/** The record, on a connection that no kill has cut. */
async function recorded<Result>(look: (record: RecordOf) => Promise<Result>): Promise<Result> {
  const record = await RecordOf.open(ownerUrlOf(product));
  try {
    return await look(record);
  } finally {
    await record.close();
  }
}

const expectAllAsUndisturbed = (processes: string[]) => recorded((record) => expectUndisturbed(record, undisturbed, processes));

it(
  `finishes ${size.transfers} transfers, each as if undisturbed, while its programs are killed ${size.kills} times (seed ${seed})`,
  async () => {
    const calm = repeatedEffects(attempts).length;
    const random = seeded(seed);
    const order = shuffled(
      Array.from({ length: size.kills }, (_, nth) => victims[nth % victims.length]!),
      random,
    );
    const playing = playMany([people], size.transfers);
    const killing = (async () => {
      for (const victim of order) await killed(product, victim, attempts, random() * 1_500);
    })();
    const processes = await finishedAfter(killing, playing);

    expect(processes.length).toBe(size.transfers);
    await expectAllAsUndisturbed(processes);
    // What was signed while the signer was killed, too, vouches for a timeline that is whole.
    expect(await verifiedTimeline(product)).toMatchObject({ whole: true, findings: [], signatureFindings: [], vouched: { line: expect.any(Number) } });
    expect(repeatedEffects(attempts).length).toBeGreaterThan(calm); // or nothing has been proven
  },
  patience,
);

it(
  `finishes ${size.lost} transfers as if nothing had been, where Temporal's databases are dropped while they are under way`,
  async () => {
    const playing = playMany([people], size.lost);
    await recorded((record) => eventually(async () => expect(await record.leftovers()).toMatchObject({ open: size.lost })));
    await connected(embeddedAdmin(product.data), async (admin) => {
      for (const database of ['temporal', 'temporal_visibility']) await admin.query(`drop database ${database} with (force)`);
    });
    const rebuilding = rebuildEngine(product.data);
    const processes = await finishedAfter(rebuilding, playing);

    expect(await rebuilding).toMatchObject({ rung: expect.any(Number) });
    await expectAllAsUndisturbed(processes);
  },
  patience,
);
