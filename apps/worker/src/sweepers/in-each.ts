import type { Database, Transaction } from '#database/database';
import { lockProcess, type Locked } from '#database/record/process';

/**
 * Works in one process after the other, entered and locked, a transaction each. Where it fails in one, nothing is changed there and the others have their turn all the same.
 * @throws what the first failed with, when all have been tried
 */
export async function inEach(database: Database, processes: { id: string }[], work: (tx: Transaction, process: Locked) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const { id } of processes) {
    try {
      await database.within(id, async (tx) => {
        const process = await lockProcess(tx, id);
        if (process) await work(tx, process);
      });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
