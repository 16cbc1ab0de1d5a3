import { clock } from '#domain/clock';
import type { Database } from '#database/database';
import { tellOfDeserted } from '#database/record/people';
import { inEach } from './in-each.js';
import { atMost, repeatedly, swept } from './repeatedly.js';

/** Tells the office of open tasks that nobody may take: the last of a pool has left or has been recused, and nobody who did that has told it. */
export async function sweepDeserted(database: Database): Promise<void> {
  await repeatedly(() => swept(database, 'select somebody_again($1) as swept', [atMost]));
  await inEach(
    database,
    (tx, ...page) => tx.query<{ id: string }>('select deserted_processes as id from deserted_processes($1, $2)', page),
    (tx, process) => tellOfDeserted(tx, process, clock.now()),
  );
}
