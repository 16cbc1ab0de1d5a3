import { join } from 'node:path';
import { bareEnvironment } from '#config/child-environment';
import { alone, connected, elsewhere } from './databases.js';
import { runTool } from './run-tool.js';

/** The name of a Temporal's second database, which holds what its lists show. */
export const visibilityOf = (database: string): string => `${database}_visibility`;

/** The database that a connection string names. */
export const nameIn = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

/** Brings both databases of a Temporal to the newest schema, also where they have none yet. Safe to repeat. */
export const updateTemporalSchema = (sqlTool: string, databaseUrl: string, signal: AbortSignal): Promise<void> =>
  alone(databaseUrl, async () => {
    await updateSchema(sqlTool, databaseUrl, nameIn(databaseUrl), 'temporal', signal);
    await updateSchema(sqlTool, databaseUrl, visibilityOf(nameIn(databaseUrl)), 'visibility', signal);
  });

/**
 * The schema is inside the tool. A database that has none yet is told so first; then it is brought to the newest version, if it is not. The tool cannot go on
 * with a version that it was killed in: while a schema is made for the first time a table says so, and what was left half made is made anew.
 */
async function updateSchema(sqlTool: string, databaseUrl: string, database: string, kind: 'temporal' | 'visibility', signal: AbortSignal): Promise<void> {
  const { hostname, port, username, password, searchParams } = new URL(databaseUrl);
  const secured = ['require', 'verify-ca', 'verify-full'].includes(searchParams.get('sslmode') ?? '');
  const to = [
    '--pl',
    'postgres12',
    '--ep',
    hostname,
    '-p',
    port || '5432',
    '-u',
    decodeURIComponent(username),
    '--db',
    database,
    ...(secured ? ['--tls'] : []),
  ];
  const env = bareEnvironment({ SQL_PASSWORD: decodeURIComponent(password) });
  const inside = <Row extends object>(statement: string) => connected(elsewhere(databaseUrl, { database }), (client) => client.query<Row>(statement));
  const { rows } = await inside<{ known: boolean; halfMade: boolean }>(
    "select to_regclass('schema_version') is not null as known, to_regclass('half_made') is not null as \"halfMade\"",
  );
  const { known, halfMade } = rows[0]!;
  if (halfMade) await inside('drop schema public cascade; create schema public');
  const isNew = halfMade || !known;
  if (isNew) {
    await inside('create table half_made ()');
    await runTool(sqlTool, [...to, 'setup-schema', '-v', '0.0'], { env, signal });
  }
  await runTool(sqlTool, [...to, 'update-schema', '--schema-name', join('postgresql', 'v12', kind)], { env, signal });
  if (isNew) await inside('drop table half_made');
}
