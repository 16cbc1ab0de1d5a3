import { Client } from 'pg';
import { insideRole } from '#database/programs';
import { insideIsWrong, type Roles, rolesLoosened, rolesOf } from '#database/roles';
import { alone, elsewhere, ensureDatabase, ensureRole } from './databases.js';
import { Refusal, say } from './say.js';
import { visibilityOf } from './temporal-schema.js';

/** What we ask of a given PostgreSQL. */
export interface Facts extends Roles {
  version: number;
  database: string;
  encoding: string;
  seesChinese?: boolean;
  sortsChinese: boolean;
  hasTrigrams: boolean;
  mayCreate: boolean;
  /** Which settings would let it write into its log what people wrote. */
  talkative: string[];
}

const facts = `
  select current_setting('server_version_num')::int as version,
    current_database() as database,
    pg_encoding_to_char(encoding) as encoding,
    exists (select from pg_collation where collname = 'zh-Hans-CN-x-icu') as "sortsChinese",
    exists (select from pg_available_extensions where name = 'pg_trgm') as "hasTrigrams",
    has_database_privilege(current_database(), 'create') as "mayCreate",
    array(select name from pg_settings where (name in ('log_min_messages', 'log_min_error_statement') and setting not in ('log', 'fatal', 'panic'))
      or (name = 'log_statement' and setting <> 'none') order by name) as talkative
  from pg_database where datname = current_database()`;

/** Checks that a given PostgreSQL can hold the record. @returns what was found of it @throws Refusal that says in one sentence what it lacks */
export async function checkGivenPostgres(ownerUrl: string): Promise<Facts> {
  const { host } = new URL(ownerUrl);
  if (!host) throw new Refusal('DATABASE_URL names no host: postgres://user:password@host:5432/database is wanted.');
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000, application_name: 'liandong start' });
  try {
    await client.connect();
  } catch (error) {
    throw new Refusal(`DATABASE_URL: PostgreSQL at ${host} cannot be used: ${(error as Error).message || (error as { code?: string }).code}.`);
  }
  try {
    const found = { ...(await client.query<Facts>(facts)).rows[0]!, ...(await rolesOf(client)) };
    // Other encodings would refuse the very question.
    if (found.encoding === 'UTF8') found.seesChinese = (await client.query<Facts>(`select '违规' ~ '^[[:alpha:]]+$' as "seesChinese"`)).rows[0]!.seesChinese;
    const lack = whatItLacks(found);
    if (lack) throw new Refusal(`DATABASE_URL: ${lack}`);
    say(`PostgreSQL ${Math.floor(found.version / 10_000)} at ${host}, database ${found.database}, is used as given.`);
    if (found.talkative.length > 0) say(`Its log may quote what people wrote: ${found.talkative.join(', ')} should be as in libs/runtime/postgres.ts.`);
    return found;
  } finally {
    await client.end();
  }
}

/** What keeps a PostgreSQL from holding the record, in one sentence; undefined where nothing does. */
export function whatItLacks(found: Facts): string | undefined {
  const { database } = found;
  if (found.version < 160_000) return `PostgreSQL ${Math.floor(found.version / 10_000)} is too old; 16 or later is needed.`;
  if (found.encoding !== 'UTF8') return `the database ${database} is encoded as ${found.encoding}; it must be UTF8.`;
  if (!found.seesChinese)
    return `in the database ${database} Chinese characters are no letters (its LC_CTYPE is C), so nothing Chinese would be found; make it with LC_CTYPE C.UTF-8 or another UTF-8 locale.`;
  if (!found.sortsChinese) return 'this PostgreSQL was built without ICU: its collation zh-Hans-CN-x-icu, by which names are sorted, is missing.';
  if (!found.hasTrigrams) return 'the extension pg_trgm is not installed on the server.';
  if (!found.mayCreate) return `its user may not create schemas in the database ${database}; make it the owner.`;
  if (!found.mayMakeRoles && !found.rolesExist)
    return `its user may not create roles, and liandong_api, liandong_worker, liandong_relay, liandong_verifier (with LOGIN) and ${insideRole} do not all exist; grant it CREATEROLE, or make them. ${insideIsWrong}`;
  if (found.loosened.length > 0) return rolesLoosened(found.loosened);
  if (found.insideIsRight === false && !found.mayGrantInside) return insideIsWrong;
  return undefined;
}

/** Makes Temporal's two databases beside a given record, for a Temporal Server of our own. @returns the connection string of the first @throws Refusal where the owner may not */
export async function prepareGivenDatabases(ownerUrl: string, password: string): Promise<string> {
  const database = `${decodeURIComponent(new URL(ownerUrl).pathname.slice(1))}_temporal`;
  try {
    await alone(ownerUrl, async (owner) => {
      await ensureRole(owner, database, password);
      await owner.query(`grant ${owner.escapeIdentifier(database)} to current_user`);
      await ensureDatabase(owner, database, database);
      await ensureDatabase(owner, visibilityOf(database), database);
    });
  } catch (error) {
    throw new Refusal(
      `DATABASE_URL: its user cannot make the databases ${database} and ${visibilityOf(database)} for Temporal (${(error as Error).message}): grant it CREATEDB and CREATEROLE, or name a Temporal with TEMPORAL_ADDRESS.`,
    );
  }
  return elsewhere(ownerUrl, { role: database, password, database });
}
