import { expect, it } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { resetClock } from '#domain/clock';
import { allPaths } from '#testing/paths/all';
import { begin, nameOf, type Path, play } from '#testing/paths/path';
import { storyWorld, type StoryWorld } from '#testing/story-harness';
import { keepHistories, type Recorded, recordedHistories } from './histories.js';

/** Goes a path, and gives the histories of all runs that it took. */
async function record(world: StoryWorld, path: Path): Promise<Recorded[]> {
  const process = await begin(world, path);
  for (const act of path.acts) await play(world, [process], act);
  expect(await world.ended(process)).toBe(path.outcome);
  const runs = await world.histories(process);
  const recorded = runs.map((history) => ({ name: nameOf(path), type: path.type, outcome: path.outcome, history: JSON.parse(historyToJSON(history)) }));
  return recorded.length === 1 ? recorded : recorded.map((run, index) => ({ ...run, name: `${run.name} (run ${index + 1})` }));
}

/** A way so long that several runs go it, in a namespace that wants them short. */
const long: Path = {
  type: 'clue-transfer',
  input: { urgent: false },
  outcome: 'concluded',
  acts: [
    { step: 'sign/1', outcome: 'sign', by: 'a' },
    ...Array.from({ length: 8 }, (_, index) => [
      { step: `propose-disposition/${index + 1}`, outcome: 'parked', by: 'a' as const },
      { step: `approve-disposition/${index + 1}`, outcome: index < 7 ? 'send-back' : 'approve', by: 'lead' as const },
    ]).flat(),
    { step: 'report-result/1', outcome: 'reported', by: 'a' },
  ],
};

it('records the histories of all paths that have none', async () => {
  const known = new Set(recordedHistories().map(({ name }) => name.replace(/ \(run \d+\)$/, '')));
  const unknown = (path: Path) => !known.has(nameOf(path));
  const world = await storyWorld();
  for (const path of (await allPaths()).filter(unknown)) {
    keepHistories(await record(world, path));
    resetClock();
  }
  await world.close();
  if (!unknown(long)) return;
  const short = await storyWorld({ short: true });
  const runs = await record(short, long);
  expect(runs.length).toBeGreaterThan(1);
  await short.close();
  keepHistories(runs);
});
