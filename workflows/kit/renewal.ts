import { condition, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

let underWay = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Lets a run do one thing at a time with the record, in the order in which it was asked for, so that nothing depends on which of two was quicker, neither now nor when the run is told again;
 * they would wait for the same row anyway. Counts what is under way.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    { scheduleLocalActivity: (input, next) => counted(inTurn(() => next(input))), scheduleActivity: (input, next) => counted(inTurn(() => next(input))) },
  ],
});

/** A run ends or is renewed only while nothing is under way: that has to be its last command. */
export const nothingUnderWay = (): Promise<void> => condition(() => underWay === 0);

function inTurn<T>(effect: () => Promise<T>): Promise<T> {
  const result = last.then(effect);
  last = result.catch(() => undefined); // whoever asked for it hears of its failure
  return result;
}

async function counted<T>(effect: Promise<T>): Promise<T> {
  underWay++;
  try {
    return await effect;
  } finally {
    underWay--;
  }
}
