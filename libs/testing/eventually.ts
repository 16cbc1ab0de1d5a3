import { setTimeout as after } from 'node:timers/promises';

/** Milliseconds between two tries: what comes soon is seen soon, and what takes long is not asked for all the time. */
const pause = { first: 20, longest: 250, growth: 1.5 };

/** Tries an expectation until it holds; between tries it waits `seconds` in all at most. @throws what it failed with last */
export async function eventually<Result>(expectation: () => Result | Promise<Result>, seconds = 60): Promise<Result> {
  let [left, wait] = [seconds * 1_000, pause.first];
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (left <= 0) throw error;
      await after(wait);
      left -= wait;
      wait = Math.min(wait * pause.growth, pause.longest);
    }
  }
}
