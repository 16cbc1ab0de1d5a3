import { story } from '#workflows/kit/process';
import type { FamilyInput } from './contract.js';

/** Plans, sends out errands while somebody sums up, and ends by what became of them. */
export const family = story(async ({ task, children, close }, { team, keys }: FamilyInput) => {
  await task('plan', { pool: `${team}/team-lead` });
  const [errands] = await Promise.all([children('errand', keys, () => ({ team })), task('sum', { pool: `${team}/team-lead`, deadline: 'linkage.planFiling' })]);
  return close(errands.outcomes.failed ? 'patchy' : 'complete');
});
