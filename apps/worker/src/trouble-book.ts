import { factsOf, type Log } from '#config/logger';
import type { Database } from '#database/database';
import { clearStuck, markStuck } from '#database/record/trouble';
import type { TroubleBook } from '#temporal/activity-guard';

/** Notes in the record which steps keep failing. */
export const troubleBook = (database: Database, log: Log): TroubleBook => ({
  async stuck(process, stuck) {
    try {
      const noted = await database.within(process, (tx) => markStuck(tx, process, stuck));
      if (noted) log.warn({ process, step: stuck.step, code: stuck.code }, 'a process is stuck');
    } catch (error) {
      log.warn({ process, ...factsOf(error) }, 'it could not be noted that a process is stuck');
      throw error;
    }
  },
  healed: (process, step) => database.within(process, (tx) => clearStuck(tx, process, step)),
});
