import type { Client } from '@temporalio/client';
import type { Database } from '#database/database';
import { forEachAtOnce } from './at-once.js';
import { readProcesses } from './outbox.js';
import { defaultTaskQueue, processOf } from './names.js';
import { patiently } from './patiently.js';
import { ring, terminate, type Ringable } from './ring.js';

export interface RebuildOptions {
  /** The record, as the role `worker`. */
  database: Database;
  client: Client;
  taskQueue?: string;
  /** Ends all that the engine drives first: what it remembers is of another moment than the record. */
  anew?: boolean;
  /** Told after each page how many processes have been rung so far. */
  progress?: (rung: number) => void;
  /** Told what the engine says where it refuses for now. */
  refused?: (error: unknown) => void;
}

const page = 500;
const atOnce = 16;
/** How long the engine may refuse what it is asked about one process, in milliseconds: one that begins on new databases does so until all its parts know of them. */
const settling = 60_000;

/** Why workflows end that `anew` ends: who looks into the engine reads it. */
const reason = 'begun anew from the record';

/**
 * Rings every open process, so that an engine which has lost its memory takes up all stories from the record; those that it still drives only look.
 * A story that knows more than the record, as after a restore, would wait for ever: `anew` begins all of them from the record.
 * @returns how many were rung
 * @throws what the engine says, where it refuses for a minute
 */
export async function rebuildEngine({ database, client, taskQueue = defaultTaskQueue, anew = false, progress, refused }: RebuildOptions): Promise<number> {
  if (anew) await endAll(client, taskQueue);
  const begin = async (process: Ringable) => {
    if (anew) await terminate(client, process.id, reason); // the engine's lists lag behind
    await ring(client, { process, reuse: 'allow', taskQueue });
  };
  let rung = 0;
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    const ids = (await database.bare((tx) => tx.query<{ id: string }>('select open_processes as id from open_processes($1, $2)', [from, page]))).map(
      ({ id }) => id,
    );
    await forEachAtOnce(atOnce, ids, async (id) => {
      const process = await database.within(id, async (tx) => (await readProcesses(tx, [id])).get(id));
      if (!process || process.closedAt) return;
      await patiently(() => begin(process), { signal: AbortSignal.timeout(settling), failed: refused });
      rung++;
    });
    progress?.(rung);
    if (ids.length < page) return rung;
    after = ids.at(-1)!;
  }
}

async function endAll(client: Client, taskQueue: string): Promise<void> {
  const running: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: `ExecutionStatus = 'Running' and TaskQueue = '${taskQueue}'` })) {
    const process = processOf(workflowId);
    if (process) running.push(process);
  }
  await forEachAtOnce(atOnce, running, (process) => terminate(client, process, reason));
}
