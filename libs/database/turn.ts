import { Client } from 'pg';
import type { RecordOptions } from './connections.js';

/** What only one instance of all does at a time, by the key of its advisory lock. */
export const turns = {
  reconcile: 320_301,
  leases: 320_302,
  recusals: 320_303,
  signing: 320_304,
  leftovers: 320_305,
  hands: 320_306,
  deserted: 320_307,
} as const;

/** Milliseconds after which the server ends a connection that is silent, and its lock with it: whoever has the turn may stand still, or be cut off, without having died. */
const silence = 60_000;

/**
 * Does a piece of work unless another instance is at it, by an advisory lock on a connection of its own: where the instance dies or falls silent, the lock goes with it.
 * @returns whether it was done @throws what the work throws, and where PostgreSQL is away
 */
export async function inTurn({ url, program }: RecordOptions, key: number, work: () => Promise<void>): Promise<boolean> {
  const client = new Client({
    connectionString: url,
    application_name: `${program} turn`,
    options: `-c idle_session_timeout=${silence}`,
    connectionTimeoutMillis: 3_000,
    query_timeout: 4_000,
    keepAlive: true,
  });
  client.on('error', () => undefined); // the lock is gone with it, and the next one is taken on a new one
  const say = async (verb: 'pg_try_advisory_lock' | 'pg_advisory_unlock') =>
    (await client.query<{ done: boolean }>(`select ${verb}($1) as done`, [key])).rows[0]!.done;
  await client.connect();
  try {
    if (!(await say('pg_try_advisory_lock'))) return false;
    try {
      await work();
      return true;
    } finally {
      await say('pg_advisory_unlock').catch(() => undefined);
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}
