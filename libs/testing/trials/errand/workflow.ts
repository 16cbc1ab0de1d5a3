import { story } from '#workflows/kit/process';
import { type ErrandInput, runOf } from './contract.js';

/** One task, and its outcome is the process's. */
export const errand = story(async ({ task, close }, input: ErrandInput) => {
  const { outcome } = await task('run', runOf(input));
  return close(outcome!);
});
