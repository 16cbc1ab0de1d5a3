// Real: PostgreSQL, the relay, the Temporal Server and the worker. The engine is lost after each command in turn, and what happens must be what happens where it is not.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { loadEnv } from '#config/env';
import { resetClock } from '#domain/clock';
import { allPaths } from '#testing/paths/all';
import { begin, familyOf, nameOf, type Path, play, takesTime } from '#testing/paths/path';
import { storyWorld, type StoryWorld } from '#testing/story-harness';

let world: StoryWorld;
beforeAll(async () => (world = await storyWorld()));
afterAll(() => world?.close());
afterEach(resetClock);

const { FULL: full } = loadEnv();
const paths = await allPaths({ more: full });
const together = 6;

/** Plays a path once undisturbed, and beside that with the engine lost right after each of its commands: every second one in the same process, and where there is time each in one of its own. @returns the one that was lost last */
async function playLosing(path: Path): Promise<string> {
  const undisturbed = await begin(world, path);
  const lost = await Promise.all(Array.from({ length: full ? path.acts.length + 1 : 2 }, () => begin(world, path)));
  const all = [undisturbed, ...lost];
  const inTurn = (command: number) => lost[command % lost.length]!;
  await lose(inTurn(0));
  for (const [index, act] of path.acts.entries()) {
    await play(world, all, act);
    await lose(inTurn(index + 1));
  }
  for (const process of all) {
    expect(await world.ended(process)).toBe(path.outcome);
    await Promise.all((await familyOf(world, process)).map((each) => world.ended(each)));
  }
  const expected = await world.tale(undisturbed);
  expect(expected.outcome).toBe(path.outcome);
  const of = nameOf(path);
  for (const process of lost) expect({ of, ...(await world.tale(process)) }).toEqual({ of, ...expected });
  return inTurn(path.acts.length);
}

const lose = async (process: string) => Promise.all((await familyOf(world, process)).map((each) => world.lose(each)));

const quick = paths.filter((path) => !takesTime(path));
const types = [...new Set(quick.map(({ type }) => type))];

describe('the engine is lost after each command in turn', () => {
  it.each(types)('%s', async (type) => {
    const left = quick.filter((path) => path.type === type);
    const last: string[] = [];
    while (left.length > 0) last.push(...(await Promise.all(left.splice(0, together).map(playLosing))));
    await world.replay(last);
  });

  it.each(paths.filter(takesTime).map((path) => [nameOf(path), path] as const))('%s', async (_, path) => {
    await world.replay([await playLosing(path)]);
  });
});
