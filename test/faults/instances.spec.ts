import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnv } from '#config/env';
import { testDatabase, type TestDatabase } from '#testing/database';
import { eventually } from '#testing/eventually';
import { cast, castAt, newClue, type Cast } from '../e2e/cast.js';
import { Client, fresh } from '../e2e/client.js';
import { everything, saysAway } from '../e2e/everything.js';
import { standStill } from '../e2e/standing-still.js';
import { effectBegun, repeatedEffects } from './attempts.js';
import { Hearing } from './hearing.js';
import { signingIn, startInstance, type Instance } from './instance.js';
import { killed } from './kill.js';
import type { Network } from './network.js';
import { offer, playThrough } from './play.js';
import { playMany } from './play-many.js';
import { RecordOf } from './record.js';
import { seeded } from './seeded.js';
import { silentInside, waitsForLock } from './sessions.js';
import { verifiedAt } from './timeline.js';
import { expectUndisturbed, finishedAfter } from './undisturbed.js';

/** Two apis and two workers on one record and one engine, which each reaches through a network of its own. */
const { FULL } = loadEnv();
const size = FULL ? { transfers: 40, rounds: 4 } : { transfers: 4, rounds: 1 };
const patience = 20 * 60_000;
/** Milliseconds that an answer may take where something stalls; three times as many where other tests run beside. */
const longest = FULL ? 5_000 : 15_000;
const seed = 20_261_125;

const folder = mkdtempSync(join(tmpdir(), 'liandong-instances-'));
let database: TestDatabase;
let record: RecordOf;
let one: Instance;
let other: Instance;
let people: Cast;
/** The same people at the other instance, and some at either. */
let there: Cast;
let between: Cast;
/** What every other one has to have come to in the end. */
let undisturbed: string;

beforeAll(async () => {
  database = await testDatabase();
  record = await RecordOf.open(database.ownerUrl);
  const shared = { database, namespace: `faults-${randomUUID().slice(0, 8)}`, folder };
  one = await startInstance('one', shared); // fills the record with the sample city
  other = await startInstance('other', shared);
  people = await cast(one.product);
  there = castAt(people, other.product.url);
  between = { ...people, reviewer: there.reviewer, lead: there.lead };
  undisturbed = await offer(people);
  await playThrough(between, there.reviewer, undisturbed);
}, 300_000);

afterAll(async () => {
  await Promise.all([one, other].map((instance) => instance?.stop()));
  await record?.close();
  await database?.drop();
  rmSync(folder, { recursive: true });
}, 60_000);

const healthOf = async ({ product }: Instance) => (await new Client(product.url).get('/api/health')).body;
const eventuallyWell = () =>
  eventually(async () => {
    for (const instance of [one, other]) expect(await healthOf(instance)).toMatchObject({ status: 'ok' });
  });
const repeated = () => repeatedEffects(one.attempts, other.attempts).length;
const play = () => playMany([people, there, between], size.transfers);

it(
  'tells the pages of both what happens at either, in the same session, and goes on while a worker of the one and the api of the other are killed',
  async () => {
    const hearings = [people, there].map(({ coordinator }) => new Hearing(coordinator));
    const told = await offer(between);
    for (const hearing of hearings) await eventually(() => expect(hearing.processes).toContain(told));
    const calm = repeated();

    const random = seeded(seed);
    const playing = play();
    const killing = (async () => {
      for (let round = 0; round < size.rounds; round++) {
        await killed(one.product, 'worker', one.attempts, random() * 500);
        await killed(other.product, 'api', other.attempts, random() * 500);
        await killed(other.product, 'worker', other.attempts, random() * 500);
        await killed(one.product, 'api', one.attempts, random() * 500);
      }
    })();
    const processes = await finishedAfter(killing, playing);
    for (const hearing of hearings) hearing.end();
    await playThrough(between, there.reviewer, told);
    await expectUndisturbed(record, undisturbed, [told, ...processes]);
    expect(repeated()).toBeGreaterThan(calm); // or nothing has been proven
    await eventuallyWell();
  },
  patience,
);

it(
  'goes on without a worker that stands still in the middle of an effect, and does nothing twice when that one goes on as well',
  async () => {
    const calm = repeated();
    const playing = play();
    const goOn = await stillInside(one);
    try {
      await expectUndisturbed(record, undisturbed, await playing);
    } finally {
      goOn();
    }
    expect(repeated()).toBeGreaterThan(calm);
    const resting = standStill(other.product, 'worker');
    try {
      const process = await offer(people);
      await playThrough(between, there.reviewer, process);
      await expectUndisturbed(record, undisturbed, [process]);
    } finally {
      resting();
    }
    await eventuallyWell();
  },
  patience,
);

/** Makes an instance's worker stand still in the middle of an effect: its transaction is open, and has locks. @returns how it goes on */
async function stillInside(instance: Instance): Promise<() => void> {
  const { product, workerToRecord } = instance;
  await record.holding(async () => {
    await eventually(async () => expect(await waitsForLock(workerToRecord.ports)).toBe(true));
    product.kill('worker', 'SIGSTOP');
  });
  const goOn = () => product.kill('worker', 'SIGCONT');
  // What it waited for is its own now, unless it had given up in just that moment.
  const inside = eventually(async () => expect(await silentInside(workerToRecord.ports)).toBe(true), 2);
  if (
    await inside.then(
      () => true,
      () => false,
    )
  )
    return goOn;
  goOn();
  return stillInside(instance);
}

describe('where the network stalls instead of refusing', () => {
  it(
    'before the record of one api: that one says so at once, the other serves, and what was asked in between counts once',
    async () => {
      const hearing = new Hearing(people.coordinator);
      const playing = play();
      const { id: clueId } = await people.coordinator.ok(people.coordinator.post('/api/clues', newClue(people)));
      const key = fresh();
      const offering = (at: Cast) => at.coordinator.post('/api/clue-transfers', { clueId, toTeamId: people.team, urgency: 'normal' }, key);
      await eventually(() => expect(hearing.gaps + hearing.processes.size).toBeGreaterThan(0)); // it listens
      let { gaps } = hearing;
      await stalled([one.apiToRecord], async () => {
        const answers = await soon(Promise.all([offering(people), everything(one.product, people)]));
        answers.flat().forEach(saysAway);
        expect(await soon(healthOf(one))).toMatchObject({ status: 'down', parts: { postgres: { status: 'down' } } });
        expect(await healthOf(other)).toMatchObject({ status: 'ok' });
        await there.coordinator.ok(there.coordinator.get('/api/board'));
        await eventually(() => expect(hearing.gaps).toBeGreaterThan(gaps)); // a page reads again, and says that the record is away
        gaps = hearing.gaps;
      });
      const process = await eventually(async () => (await people.coordinator.ok(offering(people))).id as string);
      expect(await there.coordinator.ok(offering(there))).toMatchObject({ id: process });
      await eventually(() => expect(hearing.gaps).toBeGreaterThan(gaps)); // and again when it is back
      hearing.end();
      await playThrough(between, there.reviewer, process);
      await expectUndisturbed(record, undisturbed, [process, ...(await playing)]);
      await eventuallyWell();
    },
    patience,
  );

  it(
    'before the record and then the engine of all workers: both are said, commands are taken, and afterwards all goes on by itself',
    async () => {
      const hearing = new Hearing(there.coordinator);
      const calm = repeated();
      const playing = play();
      const offered: string[] = [];
      await effectBegun(one.attempts, 5_000);
      await stalled([one.workerToRecord, other.workerToRecord], async () => {
        offered.push(await soon(offer(people)));
        await eventually(async () =>
          expect(await healthOf(one)).toMatchObject({ status: 'degraded', parts: { worker: { status: 'down' }, postgres: { status: 'ok' } } }),
        );
      });
      await eventuallyWell();
      await stalled([one.workerToEngine, other.workerToEngine], async () => {
        offered.push(await soon(offer(there)));
        await eventually(async () =>
          expect(await healthOf(other)).toMatchObject({ status: 'degraded', parts: { worker: { status: 'ok' }, temporal: { status: 'down' } } }),
        );
        await eventually(() => expect(hearing.away).toBe(true));
      });
      await eventually(() => expect(hearing.away).toBe(false));
      hearing.end();
      for (const process of offered) await playThrough(people, people.other, process);
      await expectUndisturbed(record, undisturbed, [...offered, ...(await playing)]);
      expect(repeated()).toBeGreaterThan(calm);
      await eventuallyWell();
    },
    patience,
  );

  it(
    'and has forgotten all connections, as a firewall does: they are made anew, and the pages hear of it',
    async () => {
      const hearing = new Hearing(people.coordinator);
      const playing = play();
      await eventually(async () => expect((await record.leftovers()).open).toBe(size.transfers));
      const gaps = hearing.gaps;
      for (const network of [one, other].flatMap(networksOf)) network.forget();
      await eventually(() => expect(hearing.gaps).toBeGreaterThan(gaps));
      const processes = await finishedAfter(Promise.resolve(), playing);
      hearing.end();
      await expectUndisturbed(record, undisturbed, processes);
      await eventuallyWell();
      expect(await verifiedAt(database.urls.verifier, signingIn(folder))).toMatchObject({ whole: true, findings: [], signatureFindings: [] });
    },
    patience,
  );
});

/** Does something while nothing passes there. */
async function stalled(networks: Network[], meanwhile: () => Promise<void>): Promise<void> {
  for (const network of networks) network.stall();
  try {
    await meanwhile();
  } finally {
    for (const network of networks) network.flow();
  }
}

/** The engine's worker notices only after three quarters of a minute: in full size. */
const networksOf = ({ apiToRecord, workerToRecord, workerToEngine }: Instance) => [apiToRecord, workerToRecord, ...(FULL ? [workerToEngine] : [])];

/** An answer that nobody has been kept waiting for. @throws where it takes too long */
async function soon<Result>(answer: Promise<Result>): Promise<Result> {
  const from = performance.now();
  const result = await answer;
  expect(performance.now() - from).toBeLessThan(longest);
  return result;
}
