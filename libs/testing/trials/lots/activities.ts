import type { Database } from '#database/database';
import { nextNumber } from '#database/record/numbers';
import { clock } from '#domain/clock';
import { onceFor, onProcess } from '#workflows/kit/activities/locked';

export interface LotsActivities {
  draw(key: { process: string; step: string }): Promise<{ lot: number }>;
}

/** An effect of a process's own: numbered lots, each kept under its step. One drawn twice would leave a gap in the numbers. */
export const lotsActivities = (database: Database): LotsActivities => ({
  draw: ({ process, step }) =>
    onProcess(database, process, (tx, locked) => onceFor(tx, locked, step, clock.now(), async () => ({ lot: await nextNumber(tx, `lots/${process}`) }))),
});
