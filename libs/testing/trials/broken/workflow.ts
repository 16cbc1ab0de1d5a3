import { story } from '#workflows/kit/process';
import type { ErrandInput } from '../errand/contract.js';

/** The errand as a bad release would tell it. */
export const errand = story(async ({ task }, { team }: ErrandInput) => {
  await task('run', { pool: `${team}/reviewer` });
  throw new TypeError('This story does not work.');
});
