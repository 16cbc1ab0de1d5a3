import { clock } from '#domain/clock';
import type { Database } from '#database/database';
import { nobodyFor, tellNobodyLeft } from '#database/record/people';
import { inEach } from './in-each.js';

const atMost = 200;

/** Tells the office of open tasks that nobody may take: the last of a pool has left or has been recused, and nobody who did that has told it. */
export async function tellOfDeserted(database: Database): Promise<void> {
  await database.bare((tx) => tx.query('select somebody_again()'));
  const processes = await database.bare((tx) => tx.query<{ id: string }>('select deserted_processes as id from deserted_processes($1)', [atMost]));
  await inEach(database, processes, async (tx, process) => {
    const tasks = await tx.query<{ step: string; pool: string }>(`select t.step, t.pool from task t where t.process_id = $1 and ${nobodyFor} order by t.id`, [
      process.id,
    ]);
    for (const task of tasks) await tellNobodyLeft(tx, process, task, clock.now());
  });
}
