import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client as Owner } from 'pg';
import { loadEnv } from '#config/env';
import { eventually } from '#testing/eventually';
import { type Product, startGivenProduct } from '#testing/product';
import { type Cast, cast, clueOf } from './cast.js';
import type { Answer, Client } from './client.js';
import { ownerOf } from './owner.js';
import { recruits } from './recruits.js';

/** Many at one task, many at many, one at many: at the interface of the whole product. Between two rounds the record's owner puts everything back into the pool. */
const { FULL } = loadEnv();
const repeats = FULL ? 100 : 2;
const patience = FULL ? 1_800_000 : 300_000;

let product: Product;
let owner: Owner;
let claimants: Client[];
/** The ids of forty tasks to sign, each in a process of its own. */
let tasks: string[];

beforeAll(async () => {
  product = await startGivenProduct();
  owner = await ownerOf(product);
  const people = await cast(product);
  claimants = await recruits(owner, product.url, { organization: people.team, role: 'reviewer', count: 200 });
  for (let left = 40; left > 0; left -= 10) await Promise.all(Array.from({ length: 10 }, () => offer(people)));
  tasks = await eventually(async () => {
    const { rows } = await owner.query<{ id: string }>('select id from task order by id');
    expect(rows).toHaveLength(40);
    return rows.map(({ id }) => id);
  });
}, 300_000);

afterAll(async () => {
  await owner.end();
  await product.stop();
}, 60_000);

async function offer(people: Cast): Promise<void> {
  const clue = await clueOf(people);
  await people.coordinator.ok(people.coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }));
}

/** Leaves just these tasks in the pool, and nothing in anybody's hands. */
const lay = (ids: string[]) =>
  owner.query(
    `update task set state = case when id = any ($1) then 'open' else 'withdrawn' end, holder = null, claimed_at = null, lease_until = null, lease_warned_at = null`,
    [ids],
  );

/** How often each answer was given. */
function tally(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const answer = status < 300 ? 'given' : `${status} ${body.code}`;
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return counts;
}

const holdersOf = async (ids: string[]): Promise<string[]> =>
  (await owner.query<{ holder: string }>('select holder from task where id = any ($1) and holder is not null', [ids])).rows.map(({ holder }) => holder);

it(
  'gives a task to one of two hundred, and tells the others who has it',
  async () => {
    for (let round = 0; round < repeats; round++) {
      const task = tasks[round % tasks.length]!;
      await lay([task]);
      const answers = await Promise.all(claimants.map((one) => one.post(`/api/tasks/${task}/claim`)));
      expect(tally(answers)).toEqual({ given: 1, '409 task-taken': 199 });
      const { holder } = answers.find(({ status }) => status === 200)!.body;
      expect(await holdersOf([task])).toEqual([holder.id]);
      for (const { body } of answers.filter(({ status }) => status === 409)) expect(body).toMatchObject({ holder, detail: `已被${holder.name}认领。` });
    }
  },
  patience,
);

/** Sixty people ask for whatever is next where thirty tasks lie; half of them get one each. */
async function sixtyAskFor(thirty: string[], meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
  await lay(thirty);
  const asking = Promise.all(claimants.slice(0, 60).map((one) => one.post('/api/tasks/claim-next')));
  await meanwhile();
  const answers = await asking;
  expect(tally(answers)).toEqual({ given: 30, '404 nothing-claimable': 30 });
  const given = answers.filter(({ status }) => status === 200).map(({ body }) => body.id);
  expect(given.sort()).toEqual([...thirty].sort());
  expect(new Set(await holdersOf(thirty)).size).toBe(30);
}

it(
  'gives thirty tasks of thirty processes to thirty of sixty who ask for the next',
  async () => {
    for (let round = 0; round < repeats; round++) await sixtyAskFor(tasks.slice(0, 30));
  },
  patience,
);

it(
  'gives thirty tasks of one process to thirty of sixty who ask for the next',
  async () => {
    const { rows } = await owner.query<{ id: string }>(
      `insert into task (id, process_id, step, kind, pool, opened_at) select gen_random_uuid(), process_id, 'sign/' || n, kind, pool, opened_at from task, generate_series(2, 31) n where id = $1 returning id`,
      [tasks[39]],
    );
    for (let round = 0; round < repeats; round++) await sixtyAskFor(rows.map(({ id }) => id));
  },
  patience,
);

it(
  'gives them all the same where every process is held by something else for a while',
  async () => {
    const other = await ownerOf(product);
    for (let round = 0; round < repeats; round++) {
      await other.query('begin; select id from process for no key update');
      await sixtyAskFor(tasks.slice(0, 30), async () => {
        await eventually(async () => expect((await owner.query('select from pg_locks where not granted')).rowCount).toBeGreaterThan(0));
        await other.query('commit');
      });
    }
    await other.end();
  },
  patience,
);

it(
  'lets one person hold no more than the limit, however many are claimed at once',
  async () => {
    for (let round = 0; round < repeats; round++) {
      await lay(tasks);
      const one = claimants[round]!;
      const answers = await Promise.all(tasks.map((id) => one.post(`/api/tasks/${id}/claim`)));
      expect(tally(answers)).toEqual({ given: 20, '409 claim-limit': 20 });
      expect(await holdersOf(tasks)).toHaveLength(20);
    }
  },
  patience,
);

it('gives nothing to who loses the role while they claim', async () => {
  const one = claimants.at(-1)!;
  const { person } = await one.ok(one.get('/api/me'));
  await lay(tasks.slice(0, 1));
  const other = await ownerOf(product);
  await other.query('begin');
  await other.query('select from person where id = $1 for no key update', [person.id]);
  await other.query('delete from role_assignment where person_id = $1', [person.id]);
  const claiming = one.post(`/api/tasks/${tasks[0]}/claim`);
  await eventually(async () =>
    expect((await owner.query('select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()')).rowCount).toBe(1),
  );
  await other.query('commit');
  await other.end();
  expect(tally([await claiming])).toEqual({ '409 not-eligible': 1 });
  expect(await holdersOf(tasks)).toEqual([]);
});
