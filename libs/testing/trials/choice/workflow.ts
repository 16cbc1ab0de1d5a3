import { story } from '#workflows/kit/process';
import type { ChoiceInput } from './contract.js';

/** An answer within a day, or it is escalated; beside it, a remark or a second day, which nothing comes of. An answer rests for three days. */
export const choice = story(async ({ first, task, wait, close }, { team }: ChoiceInput) => {
  const pool = `${team}/reviewer`;
  let outcome: string | undefined;
  const won = await first({
    answer: async (side) => {
      outcome = (await side.task('answer', { pool, deadline: 'clue.urgent' })).outcome;
    },
    patience: async (side) => {
      await side.wait('patience', { deadline: 'clue.urgent' });
      await side.first({
        remark: (inner) => inner.task('remark', { pool }),
        longer: (inner) => inner.wait('longer', { deadline: 'linkage.acknowledge' }),
      });
    },
  });
  if (won === 'patience') {
    await task('escalate', { pool: `${team}/team-lead` });
    return close('escalated');
  }
  if (outcome === 'refused') return close('refused');
  await wait('rest', { deadline: 'crossCheck.acknowledge' });
  return close('answered');
});
