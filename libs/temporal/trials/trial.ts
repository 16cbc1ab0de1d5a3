import { condition, defineSignal, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { TrialActivities } from './activities.js';

const { look } = proxyLocalActivities<TrialActivities>({ startToCloseTimeout: '10 seconds', retry: { maximumInterval: '1 second' } });

/** Looks at each bell, and ends when it is told to. */
export async function trial({ id }: { id: string }): Promise<void> {
  let bells = 0;
  setHandler(defineSignal('wake'), () => void bells++);
  for (let heard = 0, answer = ''; answer !== 'end';) {
    await condition(() => bells > heard);
    heard = bells;
    answer = await look({ process: id, step: 'look/1' });
  }
}
