import { NIL } from 'uuid';
import type { Database, Transaction } from '#database/database';
import { lockProcess, type Locked } from '#database/record/process';

/** How many processes are looked for at once. */
const atMost = 200;
/** Milliseconds after which a round looks for no more: the next begins anew. */
const round = 30_000;

/**
 * Works in each process that is found, in the order of their ids, entered and locked, a transaction each. Where it fails in one, nothing is changed there and the others have their turn all the same.
 * @param find gives those with an id beyond `after`, in their order, and at most so many
 * @throws what the first failed with, when all have been tried
 */
export async function inEach(
  database: Database,
  find: (tx: Transaction, after: string, atMost: number) => Promise<{ id: string }[]>,
  work: (tx: Transaction, process: Locked) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  const until = performance.now() + round;
  let found: { id: string }[] = [];
  do {
    const after = found.at(-1)?.id ?? NIL;
    found = await database.bare((tx) => find(tx, after, atMost));
    for (const { id } of found)
      await database
        .within(id, async (tx) => {
          const process = await lockProcess(tx, id);
          if (process) await work(tx, process);
        })
        .catch((error: unknown) => failures.push(error));
  } while (found.length === atMost && performance.now() < until);
  if (failures.length > 0) throw failures[0];
}
