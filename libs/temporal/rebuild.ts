import type { Client } from '@temporalio/client';
import type { Database } from '#database/database';
import { forEachAtOnce } from './at-once.js';
import { readProcesses } from './outbox.js';
import { ring } from './ring.js';

export interface RebuildOptions {
  /** The record, as the role `worker`. */
  database: Database;
  client: Client;
  taskQueue?: string;
  /** Told after each page how many processes have been rung so far. */
  progress?: (rung: number) => void;
}

const page = 500;
const atOnce = 16;

/** Rings every open process, so that an engine which has lost its memory takes up all stories from the record; those that it still drives only look. @returns how many were rung */
export async function rebuildEngine({ database, client, taskQueue, progress }: RebuildOptions): Promise<number> {
  let rung = 0;
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    const ids = (await database.bare((tx) => tx.query<{ id: string }>('select open_processes as id from open_processes($1, $2)', [from, page]))).map(
      ({ id }) => id,
    );
    await forEachAtOnce(atOnce, ids, async (id) => {
      const process = await database.within(id, async (tx) => (await readProcesses(tx, [id])).get(id));
      if (!process || process.closedAt) return;
      await ring(client, { process, reuse: 'allow', taskQueue });
      rung++;
    });
    progress?.(rung);
    if (ids.length < page) return rung;
    after = ids.at(-1)!;
  }
}
