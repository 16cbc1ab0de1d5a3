import { programs, type Program } from '#database/programs';
import { required, type Env } from '#config/env';
import { connected, elsewhere, prepareDatabases } from './databases.js';
import { checkGivenPostgres, prepareGivenDatabases } from './given-postgres.js';
import { bySocket, startPostgres } from './postgres.js';
import { derivedPasswords, secretsOf } from './secrets.js';
import type { Supervisor } from './supervisor.js';
import type { SystemUser } from './user.js';

/** Where the record is, and how each program reaches it. */
export interface RecordPlace {
  ownerUrl: string;
  passwords: Partial<Record<Program, string>>;
  urls: Record<Program, string>;
  /** What the data folder calls it. */
  key: string;
  /** Makes sure of databases for a Temporal Server of our own. @returns the connection string of the first */
  temporalUrl: () => Promise<string>;
}

interface Options {
  env: Env;
  data: string;
  cache: string;
  user?: SystemUser;
  supervisor: Supervisor;
  throwAway?: boolean;
}

/** What a data folder calls the record: the embedded one, or a given one by its place. */
export function recordKey({ DATABASE_URL }: Env): string {
  if (!DATABASE_URL) return 'embedded';
  const { host, pathname } = new URL(DATABASE_URL);
  return host + pathname;
}

/** The given PostgreSQL where there is one, else the embedded one, started. */
export const openRecord = (options: Options): Promise<RecordPlace> => (options.env.DATABASE_URL ? given(options) : embedded(options));

async function embedded({ env, data, cache, user, supervisor, throwAway }: Options): Promise<RecordPlace> {
  const secrets = secretsOf(data);
  const adminUrl = await startPostgres({ data, cache, user, adminPassword: secrets.admin, supervisor, throwAway });
  const { ownerUrl, temporalUrl } = await prepareDatabases(adminUrl, secrets);
  return {
    ownerUrl,
    passwords: secrets.programs,
    urls: urlsOf(bySocket(ownerUrl, data), secrets.programs),
    key: recordKey(env),
    temporalUrl: () => Promise.resolve(temporalUrl),
  };
}

/** A program whose connection string is given keeps its password; the others get one that follows from the owner's. */
async function given({ env, data }: Options): Promise<RecordPlace> {
  const ownerUrl = required(env, 'DATABASE_URL');
  await checkGivenPostgres(ownerUrl);
  const ownUrls: Partial<Record<Program, string>> = {
    api: env.API_DATABASE_URL,
    worker: env.WORKER_DATABASE_URL,
    relay: env.RELAY_DATABASE_URL,
    verifier: env.VERIFIER_DATABASE_URL,
  };
  const derived = derivedPasswords(ownerUrl, data);
  const passwords = Object.fromEntries(programs.filter((program) => !ownUrls[program]).map((program) => [program, derived[program]]));
  const urls = { ...urlsOf(ownerUrl, derived) };
  for (const program of programs) urls[program] = ownUrls[program] ?? urls[program];
  return { ownerUrl, passwords, urls, key: recordKey(env), temporalUrl: () => prepareGivenDatabases(ownerUrl, secretsOf(data).temporal) };
}

/** Whether anybody is in the record yet. */
export const isInhabited = (ownerUrl: string): Promise<boolean> =>
  connected(ownerUrl, async (client) => (await client.query<{ inhabited: boolean }>('select exists (select from person) as inhabited')).rows[0]!.inhabited);

function urlsOf(ownerUrl: string, passwords: Record<Program, string>): Record<Program, string> {
  const entries = programs.map((program) => [program, elsewhere(ownerUrl, { role: `liandong_${program}`, password: passwords[program] })]);
  return Object.fromEntries(entries) as Record<Program, string>;
}
