import { condition, defineSignal, defineUpdate, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';

/** The same waits as a cycle, on Temporal alone: what people would write without a record of their own. */
interface Nothing {
  nothing(): Promise<void>;
}

const customaryActivities = proxyActivities<Nothing>({ startToCloseTimeout: '10 seconds' });
const tunedActivities = proxyLocalActivities<Nothing>({ startToCloseTimeout: '10 seconds' });

export const claimUpdate = defineUpdate('claim');
export const completeUpdate = defineUpdate('complete');
export const claimSignal = defineSignal('claim');
export const completeSignal = defineSignal('complete');

/** As tutorials show it: activities, and updates for what people do. */
export async function customary(): Promise<void> {
  let claimed = false;
  let completed = false;
  setHandler(claimUpdate, () => void (claimed = true));
  setHandler(completeUpdate, () => void (completed = true));
  await customaryActivities.nothing();
  await condition(() => claimed);
  await customaryActivities.nothing();
  await condition(() => completed);
  await customaryActivities.nothing();
}

/** The quickest that the engine offers: local activities and signals. */
export async function tuned(): Promise<void> {
  let claimed = false;
  let completed = false;
  setHandler(claimSignal, () => void (claimed = true));
  setHandler(completeSignal, () => void (completed = true));
  await tunedActivities.nothing();
  await condition(() => claimed);
  await tunedActivities.nothing();
  await condition(() => completed);
  await tunedActivities.nothing();
}
