// Real: PostgreSQL with its roles.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { NIL, v7 as uuid } from 'uuid';
import { tellOfDeserted } from '#database/record/people';
import { lockProcess } from '#database/record/process';
import { clock } from '#domain/clock';
import { newReviewer, recuse as recuseFrom } from '#temporal/trials/reviewers';
import { trialWorld, type World } from '#temporal/trials/world';
import { sweepDeserted } from './deserted.js';

let world: World;
let organization: string;
let [one, other] = ['', ''];

beforeAll(async () => {
  world = await trialWorld();
  organization = (await world.owner.query('select id from organization limit 1')).rows[0].id;
}, 60_000);
afterAll(() => world.close(), 60_000);
beforeEach(async () => {
  await world.owner.query(`delete from exclusion; delete from role_assignment; update task set state = 'decided'`);
  [one, other] = [await reviewer(), await reviewer()];
});

const reviewer = () => newReviewer(world);
const recuse = (person: string, process: string) => recuseFrom(world, person, process);

/** A process with a task in the reviewers' pool. */
async function waiting({ copy = false, notBy, state = 'open' }: { copy?: boolean; notBy?: string; state?: string } = {}): Promise<string> {
  const process = await world.open();
  await world.owner.query(`insert into task (id, process_id, step, kind, pool, copy, not_by, state, opened_at) values ($1, $2, 'sign/1', 'sign', $3, $4, $5, $6, $7)`, [uuid(), process, `${organization}/reviewer`, copy, notBy, state, clock.now()]);
  return process;
} // oxfmt-ignore

/** How often the timeline of each says that nobody is left, for as many notices. */
const told = (processes: string[]) =>
  Promise.all(
    processes.map(async (process) => {
      const { rows } = await world.owner.query(
        `select (select count(*)::int from timeline_entry where process_id = $1 and action = 'nobody-eligible' and task_step = 'sign/1') as entries,
           (select count(*)::int from notice where process_id = $1 and kind = 'nobody-eligible') as notices`,
        [process],
      );
      expect(rows[0].entries).toBe(rows[0].notices);
      return rows[0].entries;
    }),
  );

it('tells once of each task whose pool has nobody left, and of nothing else', async () => {
  const [deserted, copy, decided] = [await waiting(), await waiting({ copy: true }), await waiting({ state: 'decided' })];
  const all = [deserted, copy, decided];
  await sweepDeserted(world.worker);
  expect(await told(all)).toEqual([0, 0, 0]);
  await world.owner.query('delete from role_assignment where person_id = $1', [one]);
  await sweepDeserted(world.worker);
  expect(await told(all)).toEqual([0, 0, 0]);
  await world.owner.query('update person set active = false where id = $1', [other]);
  await sweepDeserted(world.worker);
  await sweepDeserted(world.worker);
  expect(await told(all)).toEqual([1, 0, 0]);
});

it('tells of who is kept away by recusals, and of duties that are kept apart', async () => {
  const [both, half, own] = [await waiting(), await waiting(), await waiting({ notBy: one })];
  for (const person of [one, other]) await recuse(person, both);
  await recuse(one, half);
  await sweepDeserted(world.worker);
  expect(await told([both, half, own])).toEqual([1, 0, 0]);
  await recuse(other, own);
  await sweepDeserted(world.worker);
  expect(await told([both, half, own])).toEqual([1, 0, 1]);
});

it('tells of a pool that holds only who is kept apart from a task', async () => {
  await world.owner.query('delete from role_assignment where person_id = $1', [other]);
  const [own, anybodys] = [await waiting({ notBy: one }), await waiting()];
  await sweepDeserted(world.worker);
  expect(await told([own, anybodys])).toEqual([1, 0]);
});

it('looks no more for what it has told of, and never for copies', async () => {
  await world.owner.query('delete from role_assignment');
  for (const task of [{}, { notBy: one }, { copy: true }]) await waiting(task);
  await sweepDeserted(world.worker);
  expect((await world.owner.query('select deserted_processes($1, 10)', [NIL])).rows).toEqual([]);
});

it('tells once, whoever tells', async () => {
  const process = await waiting();
  await world.owner.query('delete from role_assignment');
  await sweepDeserted(world.worker);
  await world.worker.within(process, async (tx) => tellOfDeserted(tx, (await lockProcess(tx, process))!, clock.now()));
  expect(await told([process])).toEqual([1]);
});

it('lets the notice wait for who will be in the office, where there is nobody at all', async () => {
  const process = await waiting();
  await world.owner.query('delete from role_assignment');
  await sweepDeserted(world.worker);
  const { rows } = await world.owner.query('select n.pool = p.organization_id || $2 as office from notice n join process p on p.id = n.process_id where p.id = $1', [process, '/coordinator']); // oxfmt-ignore
  expect(rows).toEqual([{ office: true }]);
});

it('comes to all that there are, also behind two hundred that cannot be helped, and makes more than five hundred tellable anew at once', async () => {
  await world.owner.query('delete from role_assignment');
  const helpless = await Promise.all(Array.from({ length: 200 }, () => waiting()));
  await world.owner.query(`insert into timeline_entry (process_id, n, at, action, detail, hash) select id, 1, opened_at, 'x', '{}', '' from process where id = any ($1)`, [helpless]);
  const last = await waiting();
  expect(helpless.every((process) => process < last)).toBe(true);
  await expect(sweepDeserted(world.worker)).rejects.toThrow();
  expect(await told([last])).toEqual([1]);

  await reviewer();
  await world.owner.query('insert into task (id, process_id, step, kind, pool, opened_at, nobody_told_at) select gen_random_uuid(), $1, n::text, kind, pool, opened_at, opened_at from task, generate_series(1, 600) n where process_id = $1', [last]);
  await sweepDeserted(world.worker);
  expect((await world.owner.query('select from task where process_id = $1 and nobody_told_at is not null', [last])).rowCount).toBe(0);
}, 60_000); // oxfmt-ignore

it('tells anew where somebody could take it meanwhile', async () => {
  const process = await waiting();
  const leaveAndCome = async (active: boolean) => {
    await world.owner.query('update person set active = $1', [active]);
    await sweepDeserted(world.worker);
    return told([process]);
  };
  expect([await leaveAndCome(false), await leaveAndCome(true), await leaveAndCome(false)]).toEqual([[1], [1], [2]]);
});
