// Real: PostgreSQL with its roles, the Temporal Server, its client and a worker, relays beside each other, a wire that is cut.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { Client as Postgres } from 'pg';
import { clock } from '#domain/clock';
import { retry } from '#database/record/retry';
import { deleteRows, leaseProcesses } from './outbox.js';
import { eventually } from '#testing/eventually';
import { toldTo } from './trials/told.js';
import { wireTo } from './trials/wire.js';
import { trialWorld, type World } from './trials/world.js';

let world: World;
const ends = new Set<string>();
const fails = new Set<string>();

beforeAll(async () => {
  world = await trialWorld();
  const host = await world.works(async ({ process }) => {
    if (fails.has(process)) throw ApplicationFailure.nonRetryable('It cannot be done.', 'cannot');
    return ends.has(process) ? 'end' : 'go on';
  });
  await host.ready;
}, 60_000);
afterAll(() => world.close(), 60_000);
beforeEach(() => {
  ends.clear();
  fails.clear();
});

const bellsOf = async (process: string) => (await toldTo(world.workflow(process))).bells;
const drained = () => eventually(async () => expect(await world.waiting()).toBe(0));

/** A relay for the length of one story. */
async function relaying<Result>(work: (relay: ReturnType<World['relay']>) => Promise<Result>, through?: { address: string }): Promise<Result> {
  const relay = world.relay(through && { ...world.engine, ...through });
  try {
    return await work(relay);
  } finally {
    await relay.relay.stop();
  }
}

it('rings once for all bells of a process: with the highest number, or without one where a bell has none', async () => {
  const [numbered, looking] = [await world.open({ toTeam: 'a' }), await world.open()];
  for (const seq of [1, 3, 2]) await world.bell(numbered, seq);
  await world.bell(looking, 1);
  await world.bell(looking);
  await relaying(drained);
  await eventually(async () => expect(await bellsOf(numbered)).toEqual([{ process: numbered, upTo: 3 }]));
  await eventually(async () => expect(await bellsOf(looking)).toEqual([{ process: looking }]));
  expect((await toldTo(world.workflow(numbered))).inputs).toEqual([{ toTeam: 'a', id: numbered, version: 1 }]);
});

it('deletes exactly what it has rung: a bell with an older id that is committed meanwhile stays, and is rung', async () => {
  const process = await world.open();
  const late = new Postgres({ connectionString: world.record.owner });
  await late.connect();
  await late.query('begin');
  await late.query('insert into outbox (process_id, seq, at) values ($1, 1, $2)', [process, clock.now()]);
  await world.bell(process, 2);
  const [leased] = await leaseProcesses(world.outbox, clock.now(), 5);
  expect(leased).toMatchObject({ process: { id: process, type: 'trial' }, processId: process, upTo: 2, retry: false });
  await late.query('commit');
  await late.end();
  await deleteRows(world.outbox, leased!.ids);
  expect(await world.waiting()).toBe(1);
  await relaying(drained);
  await eventually(async () => expect(await bellsOf(process)).toEqual([{ process, upTo: 1 }]));
});

it('leaves a process to the relay that has it in hand, until that one has died', async () => {
  const process = await world.open();
  await world.bell(process, 1);
  const lease = (now = clock.now()) => leaseProcesses(world.outbox, now, 5);
  expect(await lease()).toHaveLength(1);
  await world.bell(process, 2);
  expect(await lease()).toEqual([]);
  expect(await lease(new Date(clock.now().getTime() + 20_000))).toMatchObject([{ processId: process, upTo: 2 }]);
  await world.owner.query('delete from outbox');
});

it('leaves a bell that may wait until another one comes for its process, or its time is over', async () => {
  const [joined, alone] = [await world.open(), await world.open()];
  const later = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  await world.bell(joined, 1, later(30_000));
  await world.bell(alone, 1, later(60_000));
  expect(await leaseProcesses(world.outbox, clock.now(), 5)).toEqual([]);
  await world.bell(joined, 2);
  await relaying(() => eventually(async () => expect(await world.waiting()).toBe(1)));
  await eventually(async () => expect(await bellsOf(joined)).toEqual([{ process: joined, upTo: 2 }]));
  expect(await leaseProcesses(world.outbox, later(61_000), 5)).toMatchObject([{ processId: alone, upTo: 1 }]);
  await world.owner.query('delete from outbox');
});

it('loses nothing and leaves nothing behind with two relays under writers at once', async () => {
  const processes = await Promise.all(Array.from({ length: 20 }, () => world.open()));
  await relaying(() =>
    relaying(async () => {
      await Promise.all(
        processes.map(async (process) => {
          for (let seq = 1; seq <= 10; seq++) await world.bell(process, seq);
        }),
      );
      await drained();
    }),
  );
  for (const process of processes) {
    await eventually(async () => expect(Math.max(...(await bellsOf(process)).map(({ upTo }) => upTo!))).toBe(10));
  }
});

it('parks a process whose workflow has ended while the record is open, and only tells what is closed', async () => {
  const [open, closed] = [await world.open(), await world.open()];
  ends.add(open);
  await relaying(async () => {
    await world.bell(open, 1);
    await drained();
    await world.workflow(open).result();
    await world.bell(open, 2);
    await world.owner.query('update process set closed_at = $2 where id = $1', [closed, clock.now()]);
    await world.bell(closed, 1);
    await drained();
  });
  expect(await world.read(open, 'parked_since')).not.toBeNull();
  expect(await world.read(closed, 'parked_since')).toBeNull();
  await expect(world.workflow(closed).describe()).rejects.toThrow('not found');
});

it.each(['completed', 'terminated', 'failed', 'running'] as const)('drives a troubled process again by a retry, where its workflow is %s', async (how) => {
  const process = await world.open();
  const workflow = world.workflow(process);
  if (how === 'completed') ends.add(process);
  if (how === 'failed') fails.add(process);
  await relaying(async () => {
    await world.bell(process, 1);
    await drained();
    if (how === 'terminated') await workflow.terminate();
    if (how !== 'running') await workflow.result().catch(() => undefined);
    const { runId } = await workflow.describe();
    ends.clear();
    fails.clear();
    await world.owner.query('update process set parked_since = $2 where id = $1', [process, clock.now()]);

    expect(await world.worker.within(process, (tx) => retry(tx, process, clock.now()))).toBe(true);
    await drained();
    const again = await workflow.describe();
    expect(again.status.name).toBe('RUNNING');
    expect(again.runId).not.toBe(runId);
    expect(await world.read(process, 'parked_since')).toBeNull();
  });
});

it('does nothing on a retry of a process that has no trouble', async () => {
  const process = await world.open();
  expect(await world.worker.within(process, (tx) => retry(tx, process, clock.now()))).toBe(false);
  expect(await world.waiting()).toBe(0);
});

it('is not held up by a process that the engine refuses', async () => {
  const [refused, fine] = [await world.open({ tooLarge: 'x'.repeat(3_000_000) }), await world.open()];
  await relaying(async () => {
    await world.bell(refused, 1);
    await world.bell(fine, 1);
    await eventually(async () => expect(await bellsOf(fine)).toEqual([{ process: fine, upTo: 1 }]));
    await eventually(async () => expect(await world.waiting()).toBe(1));
    await world.owner.query(`update process set input = '{}' where id = $1`, [refused]);
    await drained();
  });
});

it('keeps every bell while the engine is away, says since when, and rings them when it is back', async () => {
  const wire = await wireTo(world.engine.address);
  await relaying(async ({ watch }) => {
    await world.bell(await world.open(), 1);
    await drained();
    expect(watch.awaySince).toBeUndefined();

    await wire.cut();
    const processes = await Promise.all(Array.from({ length: 40 }, () => world.open()));
    for (const process of processes) await world.bell(process, 1);
    await eventually(() => expect(watch.awaySince).toBeInstanceOf(Date));
    expect(await world.waiting()).toBe(40);

    await wire.mend();
    await drained();
    expect(watch.awaySince).toBeUndefined();
    for (const process of processes) expect((await world.workflow(process).describe()).status.name).toBe('RUNNING');
  }, wire);
  await wire.cut();
});
