// Real: PostgreSQL, the relay, the Temporal Server and the worker.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { storyWorld, type StoryWorld } from '#testing/story-harness';

let world: StoryWorld;
beforeAll(async () => (world = await storyWorld()));
afterAll(() => world?.close());

const keys = ['320302', '320303', '320305', '320311', '320312'];
const steps = keys.map((key) => `acknowledge/${key}/1`);
const start = (count: number) => Promise.all(Array.from({ length: count }, () => world.open('branches', { keys })));
const statesOf = async (process: string) =>
  (await world.tale(process)).tasks.filter(({ copy }) => !copy).map(({ step, state }) => `${step as string} ${state as string}`);

async function expectAllDone(processes: string[]): Promise<void> {
  for (const process of processes) {
    expect(await world.ended(process)).toBe('done');
    expect(await statesOf(process)).toEqual(steps.map((step) => `${step} decided`));
    await world.replay([process]);
  }
}

it('follows branches that are decided one after the other, however close', async () => {
  const processes = await start(8);
  const oneByOne = async (process: string) => {
    for (const step of steps) await world.decide(process, step, 'yes', world.city.a);
  };
  await Promise.all(processes.map(oneByOne));
  await expectAllDone(processes);
});

it('follows branches that are decided at the same moment', async () => {
  const processes = await start(8);
  const decisions = steps.map((step) => ({ step, outcome: 'yes', by: world.city.a }));
  await Promise.all(processes.map((process) => world.decideAll(process, decisions)));
  await expectAllDone(processes);
});

it('is recalled in the middle of its branches, and opens nothing more', async () => {
  const processes = await start(8);
  const begin = async (process: string) => {
    await world.decide(process, steps[2]!, 'ask', world.city.a);
    await world.command(process, 'recall');
  };
  await Promise.all(processes.map(begin));
  for (const process of processes) {
    expect(await world.ended(process)).toBe('recalled');
    await world.replay([process]);
    const { state, outcome, tasks, entries } = await world.tale(process);
    expect({ state, outcome }).toEqual({ state: 'closed', outcome: 'recalled' });
    expect(tasks.filter(({ state, copy }) => state === 'open' && !copy)).toEqual([]);
    expect(entries.filter(({ action }) => action === 'close')).toHaveLength(1);
  }
});
