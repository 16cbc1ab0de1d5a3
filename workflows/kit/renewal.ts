import { condition, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

let underWay = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Lets a run do one thing at a time with the record, in the order in which it was asked for, and counts what it has under way. Local activities that run beside each other end in one order when they are done
 * and in another when they are replayed, so a run with branches would not be told again as it was told. They would lock the same process anyway.
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
