import { Pool } from 'pg';

/** How one program reaches the record: with the connection string of its own role, never the owner's. */
export interface RecordOptions {
  url: string;
  /** The name under which its connections show in pg_stat_activity. */
  program: string;
  poolSize?: number;
}

/** Connections to the record, made as they are needed and kept for who comes next. */
export function connectionsTo({ url, program, poolSize = 10 }: RecordOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: program,
    max: poolSize,
    connectionTimeoutMillis: 3_000,
    // A new one plans every statement anew, some tenths of a second in all: a rush after a calm finds those of the last one.
    idleTimeoutMillis: 600_000,
    // What takes too long is given up: by the server itself, which keeps the connection whole, and by us where it stalls.
    // A program that stands still in the middle of a transaction, or that the network has lost, keeps its locks from the others no longer than that either.
    statement_timeout: 3_500,
    query_timeout: 4_000,
    idle_in_transaction_session_timeout: 8_000,
    keepAlive: true,
    // Pipelining lets a transaction send what it need not wait for together with what it does.
    pipeline: true,
    // A statement is planned once a connection, not anew for each of its first values: under row-level security planning costs more than the work itself.
    options: '-c plan_cache_mode=force_generic_plan',
  });
  // Whoever asks something on a connection hears that it is lost; one that nobody uses is made anew when it is wanted.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
