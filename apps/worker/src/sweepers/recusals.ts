import { clock } from '#domain/clock';
import type { Log } from '#config/logger';
import type { Database } from '#database/database';

/** Ends the recusals whose last day is over; what they kept away may be seen again. */
export async function endRecusals(database: Database, log: Log): Promise<void> {
  const row = await database.bare((tx) => tx.one<{ ended: number }>('select end_recusals($1) as ended', [clock.now()]));
  if (row!.ended > 0) log.info({ ended: row!.ended }, 'recusals have ended');
}
