// Real: PostgreSQL with its roles.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { clock } from '#domain/clock';
import { newReviewer, recuse as recuseFrom } from '#temporal/trials/reviewers';
import { silent, trialWorld, type World } from '#temporal/trials/world';
import { giveBackStranded } from './hands.js';

let world: World;
let organization: string;
let colleague: string;

beforeAll(async () => {
  world = await trialWorld();
  organization = (await world.owner.query('select id from organization limit 1')).rows[0].id;
  colleague = await reviewer();
}, 60_000);
afterAll(() => world.close(), 60_000);

const reviewer = () => newReviewer(world);
const recuse = (person: string, process: string) => recuseFrom(world, person, process);

/** A task in somebody's hands, with a draft of theirs. */
async function inHand(holder: string): Promise<{ process: string; task: string }> {
  const [process, task] = [await world.open(), uuid()];
  await world.owner.query(
    `insert into task (id, process_id, step, kind, pool, holder, claimed_at, lease_until, opened_at) values ($1, $2, 'sign/1', 'sign', $3, $4, $5, $5, $5)`,
    [task, process, `${organization}/reviewer`, holder, clock.now()],
  );
  await world.owner.query(`insert into draft (task_id, person_id, body, revision, saved_at) values ($1, $2, '{}', 1, $3)`, [task, holder, clock.now()]);
  return { process, task };
}

async function stateOf({ process, task }: { process: string; task: string }) {
  const { owner } = world;
  const { rows: tasks } = await owner.query('select holder, claimed_at as "claimedAt", lease_until as "leaseUntil" from task where id = $1', [task]);
  const { rows: entries } = await owner.query('select action, person_id as person, task_step as step, detail from timeline_entry where process_id = $1 order by n', [process]);
  return { ...tasks[0], entries, drafts: (await owner.query('select from draft where task_id = $1', [task])).rowCount };
} // oxfmt-ignore

it('gives back, in the second round that finds it, what a recusal or a departure has left in hand, and nothing else', async () => {
  const [recused, left, stays] = [await reviewer(), await reviewer(), await reviewer()];
  const [kept, stranded, proper] = [await inHand(recused), await inHand(left), await inHand(stays)];
  await recuse(recused, kept.process);
  await world.owner.query('delete from role_assignment where person_id = $1', [left]);
  const before = await Promise.all([kept, stranded, proper].map(stateOf));
  const round = giveBackStranded(world.worker, silent);

  await round();
  expect(await Promise.all([kept, stranded, proper].map(stateOf))).toEqual(before);
  await round();
  const gone = { holder: null, claimedAt: null, leaseUntil: null, drafts: 0 };
  expect(await stateOf(kept)).toEqual({ ...gone, entries: [{ action: 'recusal', person: recused, step: 'sign/1', detail: {} }] });
  expect(await stateOf(stranded)).toEqual({ ...gone, entries: [{ action: 'left', person: null, step: 'sign/1', detail: { from: left } }] });
  expect(await stateOf(proper)).toEqual(before[2]);
  await round();
  expect((await stateOf(kept)).entries).toHaveLength(1);
});

it('forgets a draft of who is gone, whoever has the task by now', async () => {
  const gone = await reviewer();
  const matter = await inHand(gone);
  await world.owner.query('update task set holder = $2 where id = $1', [matter.task, colleague]);
  await world.owner.query('update person set active = false where id = $1', [gone]);
  const round = giveBackStranded(world.worker, silent);
  await round();
  await round();
  expect(await stateOf(matter)).toMatchObject({ holder: colleague, entries: [], drafts: 0 });
});

it('takes back only what is open, in processes that are open, and forgets drafts only where it has looked twice', async () => {
  const recused = await reviewer();
  const [ended, decided, later] = [await inHand(recused), await inHand(recused), await inHand(recused)];
  const other = uuid();
  await world.owner.query(
    `insert into task (id, process_id, step, kind, pool, holder, state, opened_at) select $2, process_id, 'sign/2', kind, pool, holder, 'decided', opened_at from task where id = $1`,
    [decided.task, other],
  );
  await world.owner.query('update process set closed_at = opened_at where id = $1', [ended.process]);
  for (const { process } of [ended, decided]) await recuse(recused, process);
  const round = giveBackStranded(world.worker, silent);
  await round();
  await recuse(recused, later.process);
  await round();
  expect(await stateOf(ended)).toEqual({ holder: recused, claimedAt: expect.any(Date), leaseUntil: expect.any(Date), entries: [], drafts: 0 });
  expect(await stateOf(decided)).toMatchObject({ holder: null, drafts: 0 });
  expect((await world.owner.query('select holder from task where id = $1', [other])).rows).toEqual([{ holder: recused }]);
  expect(await stateOf(later)).toMatchObject({ holder: recused, drafts: 1 });

  await world.owner.query('delete from exclusion where process_id = $1', [later.process]);
  await round(); // what was found once, and was right again, is found for the first time when it is found next
  await recuse(recused, later.process);
  await round();
  expect(await stateOf(later)).toMatchObject({ holder: recused, drafts: 1 });
  await round();
  expect(await stateOf(later)).toMatchObject({ holder: null, drafts: 0 });
});

it('takes back what is held by who has another role only, and forgets what a recused colleague began to write', async () => {
  const [moved, recused, stays] = [await reviewer(), await reviewer(), await reviewer()];
  const [matter, beside] = [await inHand(moved), await inHand(stays)];
  await world.owner.query(`update role_assignment set role = 'team-lead', pool = organization_id || '/team-lead' where person_id = $1`, [moved]);
  await world.owner.query(`insert into draft (task_id, person_id, body, revision, saved_at) values ($1, $2, '{}', 1, $3)`, [beside.task, recused, clock.now()]);
  await recuse(recused, beside.process);
  const round = giveBackStranded(world.worker, silent);
  await round();
  await round();
  expect(await stateOf(matter)).toMatchObject({ holder: null });
  expect(await stateOf(beside)).toMatchObject({ holder: stays, entries: [], drafts: 1 });
});

it('tells the office where nobody is left', async () => {
  const recused = await reviewer();
  const matter = await inHand(recused);
  for (const { person } of (await world.owner.query('select person_id as person from role_assignment')).rows) await recuse(person, matter.process);
  const round = giveBackStranded(world.worker, silent);
  await round();
  await round();
  expect((await stateOf(matter)).entries.map(({ action }: { action: string }) => action)).toEqual(['recusal', 'nobody-eligible']);
  expect((await world.owner.query('select kind from notice where process_id = $1', [matter.process])).rows).toEqual([{ kind: 'nobody-eligible' }]);
});
