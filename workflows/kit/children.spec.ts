// Real: PostgreSQL, the relay, the Temporal Server and the worker.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadEnv } from '#config/env';
import { workflowIdOf } from '#temporal/names';
import { eventually } from '#testing/eventually';
import { storyWorld, type StoryWorld } from '#testing/story-harness';

let world: StoryWorld;
beforeAll(async () => (world = await storyWorld()));
afterAll(() => world?.close());

const many = loadEnv().FULL ? 2_800 : 120;
const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`);

async function plan(keys: string[]): Promise<{ process: string; children: string[] }> {
  const process = await world.open('family', { keys });
  await world.decide(process, 'plan/1', 'go', world.city.lead);
  const children = await eventually(async () => {
    const { rows } = await world.owner.query<{ id: string }>('select id from process where parent_id = $1', [process]);
    if (rows.length < keys.length) throw new Error('Not all children are open.');
    return rows.map(({ id }) => id);
  });
  return { process, children };
}

it('opens children as processes of their own, and goes on when the last one has ended', async () => {
  const { process, children } = await plan(['320302', '320303']);
  const { rows } = await world.owner.query('select number, organization_id, policy_set, opened_by, seq from process where id = any ($1)', [children]);
  expect(new Set(rows.map(({ number }) => number)).size).toBe(2);
  for (const row of rows)
    expect(row).toMatchObject({ number: expect.stringMatching(/^XZ-/), organization_id: world.city.office, opened_by: world.city.coordinator, seq: 1 });

  await world.decide(process, 'sum/1', 'up', world.city.lead);
  for (const child of children) await world.decide(child, 'run/1', 'done', world.city.b);
  expect(await world.ended(process)).toBe('complete');
});

it('has many children, and hears of them at most once a second', async () => {
  const { process, children } = await plan(keysOf(many));
  await world.decide(process, 'sum/1', 'up', world.city.lead);
  const from = performance.now();
  const left = [...children];
  const lane = async () => {
    for (let child = left.pop(); child; child = left.pop()) await world.decide(child, 'run/1', 'done', world.city.b);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  expect(await world.ended(process)).toBe('complete');
  const seconds = (performance.now() - from) / 1_000;

  const { events } = await world.client.workflow.getHandle(workflowIdOf(process)).fetchHistory();
  const bells = events!.filter(({ workflowExecutionSignaledEventAttributes: signal }) => signal).length;
  expect(bells).toBeLessThanOrEqual(seconds + 10); // its own commands, and one a second
});

it('recalls its open children when it is recalled itself, and leaves the others as they ended', async () => {
  const { process, children } = await plan(['320302', '320303', '320311']);
  await world.decide(children[0]!, 'run/1', 'done', world.city.b);
  await world.ended(children[0]!);
  await world.command(process, 'recall');
  expect(await world.ended(process)).toBe('recalled');
  for (const child of children.slice(1)) expect(await world.ended(child)).toBe('recalled');
  const tale = await world.tale(process);
  expect(Object.values(tale.children).map(({ outcome }) => outcome).sort()).toEqual(['done', 'recalled', 'recalled']); // oxfmt-ignore
  for (const child of Object.values(tale.children)) expect(child.tasks.filter(({ state }) => state === 'open')).toEqual([]);
});

it('recalls its children although the engine had lost all of them', async () => {
  const { process, children } = await plan(['320302', '320303']);
  for (const each of [process, ...children]) await eventually(() => world.client.workflow.getHandle(workflowIdOf(each)).terminate());
  await world.command(process, 'recall', { by: world.city.coordinator });
  await world.lose(process);
  expect(await world.client.workflow.getHandle(workflowIdOf(process)).result()).toBe('recalled');
  for (const child of children) {
    await world.lose(child);
    expect(await world.ended(child)).toBe('recalled');
  }
});
