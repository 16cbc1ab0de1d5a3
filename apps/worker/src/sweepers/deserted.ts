import { clock } from '#domain/clock';
import type { Database } from '#database/database';
import { tellOfDeserted } from '#database/record/people';
import { inEach } from './in-each.js';

const atMost = 200;

/** Tells the office of open tasks that nobody may take: the last of a pool has left or has been recused, and nobody who did that has told it. */
export async function sweepDeserted(database: Database): Promise<void> {
  await database.bare((tx) => tx.query('select somebody_again()'));
  const processes = await database.bare((tx) => tx.query<{ id: string }>('select deserted_processes as id from deserted_processes($1)', [atMost]));
  await inEach(database, processes, (tx, process) => tellOfDeserted(tx, process, clock.now()));
}
