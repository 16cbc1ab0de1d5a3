import { proxyLocalActivities } from '@temporalio/workflow';
import { story } from '#workflows/kit/process';
import type { LotsActivities } from './activities.js';
import type { LotsInput } from './contract.js';

const { draw } = proxyLocalActivities<LotsActivities>({ startToCloseTimeout: '10 seconds' });

/** Draws a lot until one is confirmed; its second version has a witness. */
export const lots = story(async ({ task, step, copy, since, close }, { team }: LotsInput) => {
  const pool = `${team}/reviewer`;
  await copy('notify', { role: 'discipline-intake' });
  for (;;) {
    const { lot } = await step('draw', draw);
    const { outcome } = await task('confirm', { pool });
    if (outcome === 'again') continue;
    if (since(2)) await task('witness', { pool });
    return close(lot % 2 === 0 ? 'even' : 'odd');
  }
});
