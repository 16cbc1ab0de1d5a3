import { story } from '#workflows/kit/process';
import type { ErrandInput } from './contract.js';

/** One task, and its outcome is the process's. */
export const errand = story(async ({ task, close }, { team }: ErrandInput) => {
  const { outcome } = await task('run', { pool: `${team}/reviewer`, deadline: 'linkage.acknowledge' });
  return close(outcome!);
});
