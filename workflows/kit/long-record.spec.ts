// Real: PostgreSQL, the relay, the Temporal Server and the worker.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { clock } from '#domain/clock';
import { eventually } from '#testing/eventually';
import { atRest } from '#testing/fast-forward';
import { workflowIdOf } from '#temporal/names';
import { storyWorld, type StoryWorld } from '#testing/story-harness';

let world: StoryWorld;
beforeAll(async () => (world = await storyWorld()));
afterAll(() => world?.close());

const many = 50_000;

/** Of its last run, in events. */
const lengthOf = async (process: string) => (await world.client.workflow.getHandle(workflowIdOf(process)).describe()).historyLength;

/** Puts commands behind the back of a story that is told already, and has it told anew. */
async function grow(process: string, kind: string, select: string): Promise<void> {
  await atRest(world.client, workflowIdOf(process));
  await world.owner.query(
    `insert into command (process_id, seq, kind, task_step, outcome, person_id, at) select $1, n, $2, ${select}, $4, $3 from generate_series(2, ${many}) n`,
    [process, kind, clock.now(), world.city.a],
  );
  await world.owner.query('update process set seq = $2 where id = $1', [process, many]);
  await world.lose(process);
}

it('just runs with 50,000 commands that it needs no row of', async () => {
  const process = await world.open('errand');
  await world.decide(process, 'run/1', 'done', world.city.a);
  await world.ended(process);
  const long = await world.open('errand');
  await grow(long, 'extend', 'null, null');
  await world.decide(long, 'run/1', 'done', world.city.a);
  expect(await world.ended(long)).toBe('done');
  expect(await lengthOf(long)).toBeLessThan((await lengthOf(process)) + 10);
});

it('just runs with 50,000 decisions', async () => {
  const process = await world.open('clue-transfer', { urgent: false });
  await world.decide(process, 'sign/1', 'sign', world.city.a);
  await eventually(async () => expect((await world.tale(process)).tasks).toHaveLength(3)); // with the copy, and what is asked next
  await world.owner.query(`delete from command where process_id = $1 and seq > 1`, [process]);
  await world.owner.query(`update task set state = 'withdrawn' where process_id = $1`, [process]);
  await grow(
    process,
    'decide',
    `case when n = 2 then 'sign/1' when n % 2 = 1 then 'propose-disposition/' || (n - 1) / 2 else 'approve-disposition/' || n / 2 - 1 end, case when n = 2 then 'sign' when n % 2 = 1 then 'parked' else 'send-back' end`,
  );
  // Walking through all of it takes many times what a story takes in which nothing has happened yet.
  const open = `select from task where process_id = $1 and step = $2 and state = 'open'`;
  await eventually(async () => expect((await world.owner.query(open, [process, `propose-disposition/${many / 2}`])).rowCount).toBe(1), 150);
  await world.decide(process, `propose-disposition/${many / 2}`, 'closed', world.city.a);
  await world.decide(process, `approve-disposition/${many / 2}`, 'approve', world.city.lead);
  await world.decide(process, 'report-result/1', 'reported', world.city.a);
  expect(await world.ended(process)).toBe('concluded');
  expect((await lengthOf(process)) / 2).toBeLessThan(many / 500 + 50); // a page is an event or two
});
