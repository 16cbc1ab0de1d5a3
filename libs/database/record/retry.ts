import type { Transaction } from '../database.js';

/**
 * Has a stuck or parked process driven again, by a new workflow that takes up its story from the record. The transaction must have entered the process.
 * @returns false where the process is closed, or neither stuck nor parked: then nothing is done
 */
export async function retry(tx: Transaction, process: string, at: Date): Promise<boolean> {
  const changed = await tx.run(
    `update process set stuck_step = null, stuck_code = null, stuck_since = null, parked_since = null
     where id = $1 and closed_at is null and (stuck_since is not null or parked_since is not null)`,
    [process],
  );
  if (changed === 0) return false;
  await tx.run('insert into outbox (process_id, at, retry) values ($1, $2, true)', [process, at]);
  tx.announce(process, 'bell');
  return true;
}
