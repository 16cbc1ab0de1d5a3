// Real: PostgreSQL with its roles and the default policies.
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { clock, moveClock, resetClock } from '#domain/clock';
import { trialWorld, type World } from '#temporal/trials/world';
import { tellOfLeases } from './leases.js';

let world: World;
let holder: string;

beforeAll(async () => {
  world = await trialWorld();
  holder = uuid();
  await world.owner.query(
    `insert into person (id, login, name, password_hash, organization_id, created_at) select $1, 'holder', 'H', '', id, $2 from organization limit 1`,
    [holder, clock.now()],
  );
}, 60_000);
afterAll(() => world.close(), 60_000);
afterEach(resetClock);

const at = (moment: string) => moveClock(new Date(moment).getTime() - clock.now().getTime());

/** A task in hand until a moment. */
async function held(until: string): Promise<{ process: string; task: string }> {
  const [process, task] = [await world.open(), uuid()];
  await world.owner.query(
    `insert into task (id, process_id, step, kind, pool, holder, claimed_at, lease_until, opened_at) values ($1, $2, 'sign/1', 'sign', 'p', $3, $4, $5, $4)`,
    [task, process, holder, clock.now(), until],
  );
  return { process, task };
}

const toldOf = async ({ process, task }: { process: string; task: string }) => {
  const { rows: entries } = await world.owner.query('select action, task_step, detail from timeline_entry where process_id = $1 order by n', [process]);
  const { rows: notices } = await world.owner.query('select kind, rung, person_id from notice where task_id = $1 order by at, id', [task]);
  expect(notices.map(({ rung }) => `lease-${rung}`)).toEqual(entries.map(({ action }) => action));
  for (const notice of notices) expect(notice).toMatchObject({ kind: 'lease', person_id: holder });
  for (const entry of entries) expect(entry).toMatchObject({ task_step: 'sign/1', detail: { holder } });
  return entries.map(({ action }) => action);
};

it('warns once when two thirds are over, tells once that it has run out, and again after a renewal', async () => {
  at('2026-03-02T10:00:00+08:00'); // a Monday: three working days end on Thursday at midnight
  const lease = await held('2026-03-06T00:00:00+08:00');
  at('2026-03-03T23:00:00+08:00');
  await tellOfLeases(world.worker);
  expect(await toldOf(lease)).toEqual([]);

  at('2026-03-04T09:00:00+08:00');
  await tellOfLeases(world.worker);
  await tellOfLeases(world.worker);
  expect(await toldOf(lease)).toEqual(['lease-warning']);

  at('2026-03-06T00:01:00+08:00');
  await tellOfLeases(world.worker);
  await tellOfLeases(world.worker);
  expect(await toldOf(lease)).toEqual(['lease-warning', 'lease-expired']);

  await world.owner.query(`update task set lease_until = '2026-03-12T00:00:00+08:00', lease_warned_at = null where id = $1`, [lease.task]);
  await tellOfLeases(world.worker);
  expect(await toldOf(lease)).toHaveLength(2);
  at('2026-03-11T09:00:00+08:00');
  await tellOfLeases(world.worker);
  expect(await toldOf(lease)).toEqual(['lease-warning', 'lease-expired', 'lease-warning']);
});

it('tells only that it has run out where the warning was missed', async () => {
  at('2026-03-02T10:00:00+08:00');
  const lease = await held('2026-03-06T00:00:00+08:00');
  at('2026-03-09T10:00:00+08:00');
  await tellOfLeases(world.worker);
  await tellOfLeases(world.worker);
  expect(await toldOf(lease)).toEqual(['lease-expired']);
});

it('says nothing of what is decided or back in its pool', async () => {
  at('2026-03-02T10:00:00+08:00');
  const [decided, free] = [await held('2026-03-06T00:00:00+08:00'), await held('2026-03-06T00:00:00+08:00')];
  await world.owner.query(`update task set state = 'decided' where id = $1`, [decided.task]);
  await world.owner.query(`update task set holder = null, lease_until = null where id = $1`, [free.task]);
  at('2026-03-06T10:00:00+08:00');
  await tellOfLeases(world.worker);
  expect([await toldOf(decided), await toldOf(free)]).toEqual([[], []]);
});

it('tells of the others where one process fails', async () => {
  at('2026-03-02T10:00:00+08:00');
  const [failing, other] = [await held('2026-03-06T00:00:00+08:00'), await held('2026-03-06T00:00:00+08:00')];
  await world.owner.query(`alter table timeline_entry add constraint fails check (process_id <> '${failing.process}')`);
  at('2026-03-09T10:00:00+08:00');
  await expect(tellOfLeases(world.worker)).rejects.toThrow('fails');
  expect([await toldOf(failing), await toldOf(other)]).toEqual([[], ['lease-expired']]);

  await world.owner.query('alter table timeline_entry drop constraint fails');
  await tellOfLeases(world.worker);
  expect([await toldOf(failing), await toldOf(other)]).toEqual([['lease-expired'], ['lease-expired']]);
});
