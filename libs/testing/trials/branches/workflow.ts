import { story } from '#workflows/kit/process';
import type { BranchesInput } from './contract.js';

/** Many are asked at once, and each goes its own way. */
export const branches = story(async ({ copy, task, close }, { team, keys }: BranchesInput) => {
  const pool = `${team}/reviewer`;
  const branch = async (key: string) => {
    await copy('notify', { role: 'discipline-intake' }, key);
    const reply = await task('acknowledge', { pool, deadline: 'linkage.acknowledge' }, key);
    if (reply.outcome === 'ask') await task('answer', { pool: `${team}/team-lead`, notBy: reply.by }, key);
  };
  await Promise.all(keys.map(branch));
  return close('done');
});
