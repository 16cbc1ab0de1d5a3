// Real: PostgreSQL behind a wire that can be cut, the Temporal Server, and all parts of the worker program.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { connected } from '#runtime/databases';
import { wireTo, type Wire } from '#temporal/trials/wire';
import { silent, trialWorld, type World } from '#temporal/trials/world';
import { engine } from '#testing/engine';
import { eventually } from '#testing/eventually';
import { Driver } from './driver.js';

const folder = mkdtempSync(join(tmpdir(), 'liandong-driver-'));
let world: World;
let wire: Wire;

beforeAll(async () => {
  world = await trialWorld();
  wire = await wireTo(new URL(world.record.worker.url).host);
}, 60_000);
afterAll(async () => {
  await wire.cut();
  await world.close();
  rmSync(folder, { recursive: true });
}, 60_000);

const throughWire = (url: string) => Object.assign(new URL(url), { host: wire.address }).href;

const driver = () =>
  new Driver({
    worker: { ...world.record.worker, url: throughWire(world.record.worker.url) },
    relay: { ...world.record.relay, url: throughWire(world.record.relay.url) },
    engine: { address: world.engine.address, namespace: world.engine.namespace },
    taskQueue: `driver-${uuid()}`,
    maxCachedWorkflows: 500,
    signing: { folder: join(folder, 'signatures'), keyFile: join(folder, 'signing-key.pem') },
    documents: join(folder, 'documents'),
    log: silent,
  });

const beats = async () => (await world.owner.query('select at from worker_heartbeat')).rows.map(({ at }: { at: Date }) => at.getTime());

it('waits for a record that is away, goes on after one that was away meanwhile, and stops', async () => {
  await wire.cut();
  const driving = driver();
  const started = driving.start();
  await wire.mend();
  await started;
  const [first] = await eventually(async () => {
    const seen = await beats();
    expect(seen).toHaveLength(1);
    return seen;
  });

  await wire.cut();
  await wire.mend();
  await eventually(async () => expect((await beats())[0]).toBeGreaterThan(first!));
  await driving.stop();
});

it('begins the rounds of every sweeper', async () => {
  const record = new URL(world.record.owner).pathname.slice(1);
  await connected(engine().postgres.adminUrl, (admin) => admin.query(`alter database ${record} set track_functions = 'all'`));
  const driving = driver();
  await driving.start();
  await eventually(async () => {
    const { rows } = await world.owner.query('select funcname from pg_stat_user_functions');
    expect(rows.map(({ funcname }) => funcname)).toEqual(
      expect.arrayContaining(['leased_processes', 'end_recusals', 'stranded_processes', 'deserted_processes', 'sweep_heartbeats']),
    );
  });
  await driving.stop();
});

it('stops while it still waits for the record', async () => {
  await wire.cut();
  const driving = driver();
  const started = driving.start();
  await driving.stop();
  await started;
  await wire.mend();
});
