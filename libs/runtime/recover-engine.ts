import type { Env } from '#config/env';
import { connected, elsewhere, prepareDatabases } from './databases.js';
import { cacheFolder } from './folders.js';
import { prepareGivenDatabases } from './given-postgres.js';
import { endProcess } from './process-identity.js';
import { readRunFile } from './run-file.js';
import { embeddedAdmin } from './running-record.js';
import { say } from './say.js';
import { secretsOf } from './secrets.js';
import { temporalPrograms } from './temporal-programs.js';
import { nameIn, updateTemporalSchema, visibilityOf } from './temporal-schema.js';

/** Where the databases of our own Temporal Server belong, and how they are made. */
interface Place {
  /** Somebody who may make databases on that PostgreSQL. */
  url: string;
  database: string;
  /** @returns the connection string of the first */
  make: () => Promise<string>;
}

/**
 * Makes the databases of our own Temporal Server anew where they are gone, and has the running server begin on them afresh: what it still holds in memory is of
 * the lost ones. Where they are there, nothing is done. @throws where PostgreSQL is away
 */
export async function recoverEngine(env: Env, data: string): Promise<void> {
  const place = placeOf(env, data);
  if (await isWhole(place)) return;
  say("Temporal's databases are gone: they are made anew, and Temporal Server is started again.");
  const { signal } = new AbortController();
  const { sqlTool } = await temporalPrograms({ cache: cacheFolder(env), named: env.TEMPORAL_SERVER_BIN, signal });
  await updateTemporalSchema(sqlTool, await place.make(), signal);
  const server = readRunFile(data)?.children.temporal;
  if (server) await endProcess(server, 'SIGTERM', 2_000); // whoever supervises it starts it again
}

function placeOf(env: Env, data: string): Place {
  const secrets = secretsOf(data);
  if (env.DATABASE_URL) {
    const url = env.DATABASE_URL;
    return { url, database: `${nameIn(url)}_temporal`, make: () => prepareGivenDatabases(url, secrets.temporal) };
  }
  const url = embeddedAdmin(data);
  return { url, database: 'temporal', make: async () => (await prepareDatabases(url, secrets)).temporalUrl };
}

async function isWhole({ url, database }: Place): Promise<boolean> {
  const names = [database, visibilityOf(database)];
  const { rowCount } = await connected(url, (client) => client.query('select from pg_database where datname = any ($1)', [names]));
  return rowCount === names.length && (await hasSchema(elsewhere(url, { database })));
}

const hasSchema = async (url: string): Promise<boolean> =>
  (await connected(url, (client) => client.query<{ there: boolean }>(`select to_regclass('executions') is not null as there`))).rows[0]!.there;
