import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { Secrets } from './secrets.js';

/** Does `work` on a connection of its own. */
export async function connected<Result>(connectionString: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000, application_name: 'liandong start' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server, as another role or on another database. */
export function elsewhere(url: string, { role, password, database }: { role?: string; password?: string; database?: string }): string {
  const to = new URL(url);
  if (role !== undefined) to.username = role;
  if (password !== undefined) to.password = password;
  if (database !== undefined) to.pathname = `/${encodeURIComponent(database)}`;
  return to.href;
}

const lock = 320_301;

/** Does `work` while no other start prepares the same server. */
export const alone = <Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> =>
  connected(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lock]);
    return work(client);
  });

/** Makes the embedded server's roles and databases: the record and its owner, and Temporal's two, whose role cannot even connect to the record. Safe to repeat. */
export async function prepareDatabases(adminUrl: string, secrets: Secrets): Promise<{ ownerUrl: string; temporalUrl: string }> {
  await alone(adminUrl, async (admin) => {
    await ensureRole(admin, 'liandong_owner', secrets.owner, 'createrole');
    await ensureRole(admin, 'temporal', secrets.temporal);
    await ensureDatabase(admin, 'liandong', 'liandong_owner');
    await ensureDatabase(admin, 'temporal', 'temporal');
    await ensureDatabase(admin, 'temporal_visibility', 'temporal');
    await closeBackDoors(adminUrl, admin);
  });
  return {
    ownerUrl: elsewhere(adminUrl, { role: 'liandong_owner', password: secrets.owner, database: 'liandong' }),
    temporalUrl: elsewhere(adminUrl, { role: 'temporal', password: secrets.temporal, database: 'temporal' }),
  };
}

/** By default every role may enter the databases that PostgreSQL brings along, and keep large objects, which no row-level security covers. */
async function closeBackDoors(adminUrl: string, admin: Client): Promise<void> {
  await admin.query('revoke connect, temporary on database postgres, template1 from public');
  await connected(elsewhere(adminUrl, { database: 'liandong' }), (inside) =>
    inside.query('revoke execute on function lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea) from public'),
  );
}

/** Makes a role that can log in, or gives it this password where it exists. */
export async function ensureRole(client: Client, name: string, password: string, rights = ''): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  await client.query(`${rowCount ? 'alter' : 'create'} role ${escapeIdentifier(name)} login password ${escapeLiteral(password)} ${rights}`);
}

/** Makes a database that nobody but its owner can connect to, where it does not exist. */
export async function ensureDatabase(client: Client, name: string, owner: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (!rowCount) await client.query(`create database ${escapeIdentifier(name)} owner ${escapeIdentifier(owner)}`);
  await client.query(`revoke connect on database ${escapeIdentifier(name)} from public`);
}
