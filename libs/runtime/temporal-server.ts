import { join } from 'node:path';
import { bareEnvironment } from '#config/child-environment';
import { fullDisk } from './data-folder.js';
import { alone, connected, elsewhere } from './databases.js';
import { isFree, rememberedPorts } from './ports.js';
import { runTool } from './run-tool.js';
import { say, secondsSince } from './say.js';
import type { Supervisor } from './supervisor.js';
import { temporalPorts, writeTemporalConfig, type TemporalTuning } from './temporal-config.js';
import type { TemporalPrograms } from './temporal-programs.js';

export interface TemporalOptions {
  data: string;
  programs: TemporalPrograms;
  /** Its first database, as its own role; the second one is named after it. */
  databaseUrl: string;
  supervisor: Supervisor;
  tuning?: TemporalTuning;
}

/** The name of a Temporal's second database, which holds what its lists show. */
export const visibilityOf = (database: string): string => `${database}_visibility`;

/** Starts the official Temporal Server on loopback, its schema brought up to date before, and keeps it running. @returns its address */
export async function startTemporal({ data, programs, databaseUrl, supervisor, tuning }: TemporalOptions): Promise<string> {
  const from = performance.now();
  const visibilityDatabase = visibilityOf(nameIn(databaseUrl));
  await alone(databaseUrl, async () => {
    await updateSchema(programs.sqlTool, databaseUrl, nameIn(databaseUrl), 'temporal', supervisor.stopping);
    await updateSchema(programs.sqlTool, databaseUrl, visibilityDatabase, 'visibility', supervisor.stopping);
  });
  // It is the only server of this database, and not running now: what the last one said of itself would only be waited for.
  await connected(databaseUrl, (client) => client.query('delete from cluster_membership'));
  const ports = await rememberedPorts(data, 'temporal-ports.json', temporalPorts);
  const config = writeTemporalConfig({ data, databaseUrl, visibilityDatabase, ports, tuning });
  const child = supervisor.start({
    name: 'temporal',
    title: 'Temporal Server',
    command: programs.server,
    parameters: ['--config-file', config, '--allow-no-auth', 'start'],
    env: bareEnvironment(),
    port: ports.frontend,
    patience: 2_000, // it may take long to say goodbye to peers that it does not have; what it knows is in PostgreSQL
    reason: () => fullDisk(data, 50 * 1024 * 1024),
  });
  await child.ready(async () => !(await isFree(ports.frontend)));
  say(`Temporal Server runs on 127.0.0.1:${ports.frontend} (${secondsSince(from)} s).`);
  return `127.0.0.1:${ports.frontend}`;
}

const nameIn = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1));

/** The schema is inside the tool. A database that has none yet is told so first; then it is brought to the newest version, if it is not. */
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
  const known = await connected(elsewhere(databaseUrl, { database }), (client) =>
    client.query<{ known: boolean }>("select to_regclass('schema_version') is not null as known"),
  );
  if (!known.rows[0]!.known) await runTool(sqlTool, [...to, 'setup-schema', '-v', '0.0'], { env, signal });
  await runTool(sqlTool, [...to, 'update-schema', '--schema-name', join('postgresql', 'v12', kind)], { env, signal });
}
