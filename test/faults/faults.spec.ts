import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadEnv } from '#config/env';
import { eventually } from '#testing/eventually';
import { startProduct, type Product, type ProductChild } from '#testing/product';
import { cast, type Cast } from '../e2e/cast.js';
import { effectBegun, repeatedEffects } from './attempts.js';
import { offer, playThrough } from './play.js';
import { RecordOf } from './record.js';
import { seeded, shuffled } from './seeded.js';
import { verifiedTimeline } from './timeline.js';

/** The whole product as a person starts it; in its worker, an interceptor that counts attempts. */
const { FULL } = loadEnv();
const size = FULL ? { transfers: 100, kills: 30, minutes: 20 } : { transfers: 20, kills: 8, minutes: 5 };
const seed = 20_261_123;
const atOnce = 20;
const victims: ProductChild[] = ['worker', 'postgres', 'temporal', 'api'];

const folder = mkdtempSync(join(tmpdir(), 'liandong-faults-'));
const attemptsFile = join(folder, 'attempts');
let product: Product;
let people: Cast;

beforeAll(async () => {
  const counter = fileURLToPath(new URL('count-attempts.mjs', import.meta.url));
  product = await startProduct({ env: { ATTEMPTS_FILE: attemptsFile, NODE_OPTIONS: `--import ${counter}` } });
  people = await cast(product);
}, 300_000);

afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true });
}, 60_000);

/** Kills one program in the middle of an effect, some `pause` milliseconds from now, and waits until it has been started again. */
async function killed(victim: ProductChild, pause: number): Promise<void> {
  await after(pause);
  await effectBegun(attemptsFile, 5_000);
  const before = await runs(victim);
  product.kill(victim);
  await runs(victim, before);
}

/** The process id of one program, once it runs under another one than `before`. */
const runs = (victim: ProductChild, before?: number): Promise<number> =>
  eventually(() => {
    const pid = product.run().children[victim]?.pid;
    if (pid === undefined || pid === before) throw new Error(`${victim} does not run.`);
    return pid;
  });

it(
  `finishes ${size.transfers} transfers, each as if undisturbed, while its programs are killed ${size.kills} times (seed ${seed})`,
  async () => {
    const undisturbed = await offer(people);
    await playThrough(people, people.reviewer, undisturbed);
    const calm = repeatedEffects(attemptsFile).length;

    const random = seeded(seed);
    const order = shuffled(
      Array.from({ length: size.kills }, (_, nth) => victims[nth % victims.length]!),
      random,
    );
    const processes: string[] = [];
    let left = size.transfers;
    const lane = async (_: unknown, nth: number) => {
      while (left-- > 0) {
        const process = await offer(people);
        processes.push(process);
        await playThrough(people, nth % 2 ? people.other : people.reviewer, process);
      }
    };
    const playing = Promise.all(Array.from({ length: atOnce }, lane));
    const killing = (async () => {
      for (const victim of order) await killed(victim, random() * 1_500);
    })();
    await Promise.all([playing, killing]);

    const record = await RecordOf.open(product);
    try {
      await eventually(async () => expect(await record.leftovers()).toEqual({ bells: 0, open: 0, troubled: 0 }));
      const expected = await record.story(undisturbed);
      expect(expected).toMatchObject({ outcome: 'concluded' });
      expect(new Set(processes).size).toBe(size.transfers);
      for (const process of processes) expect(await record.story(process)).toEqual(expected);
      expect(await record.receipts()).toEqual({ given: size.transfers + 1, borne: size.transfers + 1 });
    } finally {
      await record.close();
    }
    // What was signed while the signer was killed, too, vouches for a timeline that is whole.
    expect(await verifiedTimeline(product)).toMatchObject({ whole: true, findings: [], signatureFindings: [], vouched: { line: expect.any(Number) } });
    expect(repeatedEffects(attemptsFile).length).toBeGreaterThan(calm); // or nothing has been proven
  },
  size.minutes * 60_000,
);
