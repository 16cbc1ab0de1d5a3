import { condition, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

let underWay = 0;

/** Counts what a run has under way with the record. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [{ scheduleLocalActivity: (input, next) => counted(next(input)), scheduleActivity: (input, next) => counted(next(input)) }],
});

/** A run ends or is renewed only while nothing is under way: that has to be its last command. */
export const nothingUnderWay = (): Promise<void> => condition(() => underWay === 0);

async function counted<T>(effect: Promise<T>): Promise<T> {
  underWay++;
  try {
    return await effect;
  } finally {
    underWay--;
  }
}
