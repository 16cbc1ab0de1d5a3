// Real: PostgreSQL, the relay, the Temporal Server and the worker; the record's clock and the workflows are moved ahead together.
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { clock, resetClock } from '#domain/clock';
import { replan } from '#database/record/deadlines';
import { lockProcess } from '#database/record/process';
import { eventually } from '#testing/eventually';
import { passTime } from '#testing/pass-time';
import { storyWorld, type StoryWorld } from '#testing/story-harness';

let world: StoryWorld;
beforeAll(async () => (world = await storyWorld()));
afterAll(() => world?.close());
afterEach(resetClock);

async function offer(urgent = true): Promise<string> {
  const process = await world.open('clue-transfer', { urgent });
  await opened(process);
  return process;
}

const opened = (process: string) =>
  eventually(async () => {
    const { rowCount } = await world.owner.query(`select from task where process_id = $1 and state = 'open'`, [process]);
    if (!rowCount) throw new Error('No task is open.');
  });

const notices = async (process: string) =>
  (await world.owner.query<{ kind: string; rung: string; pool: string }>('select kind, rung, pool from notice where process_id = $1 order by at', [process]))
    .rows;

it('climbs from a reminder to the leading group while nobody signs', async () => {
  const process = await offer();
  await passTime(world, { days: 30 });
  const { city } = world;
  expect(await notices(process)).toEqual([
    { kind: 'reminder', rung: 'half', pool: `${city.team}/reviewer` },
    { kind: 'reminder', rung: 'three-quarters', pool: `${city.team}/reviewer` },
    { kind: 'overdue', rung: 'overdue', pool: `${city.team}/team-lead` },
    { kind: 'overdue', rung: 'overdue-3', pool: `${city.office}/coordinator` },
    { kind: 'overdue', rung: 'overdue-10', pool: `${city.leadingGroup}/supervisor` },
  ]);
  await world.decide(process, 'sign/1', 'return', city.a);
  expect(await world.ended(process)).toBe('returned');
});

it('stands still while it is suspended', async () => {
  const process = await offer();
  await world.command(process, 'suspend', { to: { suspendedAt: clock.now() } });
  await passTime(world, { days: 30 });
  expect(await notices(process)).toEqual([]);
  await world.command(process, 'recall');
  expect(await world.ended(process)).toBe('recalled');
});

it('climbs from the new date once it has been extended, sooner than it would have looked', async () => {
  const process = await offer();
  const { rows } = await world.owner.query<{ id: string }>('select id from deadline where process_id = $1', [process]);
  await world.database.within(process, async (tx) =>
    replan(tx, (await lockProcess(tx, process))!, rows[0]!.id, { extension: { amount: 48, at: clock.now() } }),
  );
  await world.command(process, 'extend');
  await passTime(world, { hours: 30 });
  expect(await notices(process)).toEqual([]);
  await passTime(world, { hours: 10 });
  expect((await notices(process)).map(({ rung }) => rung)).toEqual(['half']);
  await world.command(process, 'recall');
  expect(await world.ended(process)).toBe('recalled');
});
