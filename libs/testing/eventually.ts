import { setTimeout as after } from 'node:timers/promises';

/** Tries an expectation until it holds, at most `seconds`. @throws what it failed with last */
export async function eventually<Result>(expectation: () => Result | Promise<Result>, seconds = 60): Promise<Result> {
  for (let left = seconds * 20; ; left--) {
    try {
      return await expectation();
    } catch (error) {
      if (left <= 0) throw error;
      await after(50);
    }
  }
}
