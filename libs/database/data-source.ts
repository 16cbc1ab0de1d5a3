import { DataSource } from 'typeorm';
import * as entities from './entities/index.js';
import { SnakeCaseNames } from './names.js';

/** How one program reaches the record: with the connection string of its own role, never the owner's. */
export interface RecordOptions {
  url: string;
  /** The name under which its connections show in pg_stat_activity. */
  program: string;
  poolSize?: number;
}

/** A data source on the record. It neither synchronises nor migrates: that is `migrate`'s, with the owner's connection. */
export function recordDataSource({ url, program, poolSize = 10 }: RecordOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: program,
    poolSize,
    entities: Object.values(entities),
    namingStrategy: new SnakeCaseNames(),
    connectTimeoutMS: 3_000,
    // What takes too long is given up: by the server itself, which keeps the connection whole, and by us where it stalls.
    // A program that stands still in the middle of a transaction, or that the network has lost, keeps its locks from the others no longer than that either.
    // Pipelining lets a transaction send what it need not wait for together with what it does.
    // A statement is planned once a connection, not anew for each of its first values: under row-level security planning costs more than the work itself.
    extra: {
      statement_timeout: 3_500,
      query_timeout: 4_000,
      idle_in_transaction_session_timeout: 8_000,
      keepAlive: true,
      pipeline: true,
      options: '-c plan_cache_mode=force_generic_plan',
    },
    logging: false,
  });
}
