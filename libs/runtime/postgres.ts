import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { bareEnvironment } from '#config/child-environment';
import { fullDisk, tight } from './data-folder.js';
import { rememberedPorts } from './ports.js';
import { clusterFiles, clusterFolder } from './postgres-files.js';
import { postgresPrograms } from './postgres-programs.js';
import { Refusal, say, secondsSince } from './say.js';
import type { Supervisor } from './supervisor.js';
import type { SystemUser } from './user.js';

export interface PostgresOptions {
  data: string;
  cache: string;
  user?: SystemUser;
  adminPassword: string;
  supervisor: Supervisor;
  /** A server whose data nobody will miss need not wait for the disk. */
  throwAway?: boolean;
}

/**
 * What PostgreSQL writes to its log must hold nothing that somebody wrote: no parameter, no statement, no detail of a failure, and
 * not what is said of a failed statement either (`invalid input syntax for type integer: "…"`). Whoever sent it is told, and logs its code.
 */
const discreet = {
  log_min_messages: 'log', // what concerns the server itself, and nothing of a single statement
  log_error_verbosity: 'terse',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_min_error_statement: 'panic',
  log_statement: 'none',
};

const settings = {
  listen_addresses: '127.0.0.1',
  max_connections: 300,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  ...discreet,
};

const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: 0 };

/** Bytes that the path of a socket may have on every system. */
const longest = 103;

/** Where the embedded PostgreSQL of a data folder listens besides, among its own files, which nobody else may enter; undefined where the folder's path is too long for a socket. */
function socketFolder(data: string): string | undefined {
  const folder = clusterFolder(data);
  return Buffer.byteLength(join(folder, '.s.PGSQL.65535')) <= longest ? folder : undefined;
}

/** The same server of the same machine by its socket, which costs either side less than loopback. */
export function bySocket(url: string, data: string): string {
  const folder = socketFolder(data);
  const near = new URL(url);
  if (folder) near.searchParams.set('host', folder);
  return near.href;
}

/** Starts the embedded PostgreSQL on loopback and keeps it running. @returns its administrator's connection string, for the database `postgres` */
export async function startPostgres({ data, cache, user, adminPassword, supervisor, throwAway }: PostgresOptions): Promise<string> {
  const from = performance.now();
  const programs = postgresPrograms(cache, user);
  const folder = await clusterFiles({ data, programs, user, adminPassword, signal: supervisor.stopping });
  dropForeignPid(folder);
  const { port } = await rememberedPorts(data, 'postgres-port.json', ['port']);
  const all = { ...settings, unix_socket_directories: socketFolder(data) ?? '', ...(throwAway && forgetful), port };
  const child = supervisor.start({
    name: 'postgres',
    title: 'PostgreSQL',
    command: join(programs, 'postgres'),
    parameters: ['-D', folder, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    env: bareEnvironment(),
    user,
    port,
    stopSignal: 'SIGINT', // its fast shutdown: connections are ended, and all is written
    patience: 6_000,
    reason: () => fullDisk(data, tight),
  });
  const adminUrl = `postgres://postgres:${adminPassword}@127.0.0.1:${port}/postgres`;
  await child.ready(() => answers(adminUrl, data));
  say(`PostgreSQL 18 serves on 127.0.0.1:${port} (${secondsSince(from)} s).`);
  return adminUrl;
}

const wrongPassword = '28P01';

async function answers(connectionString: string, data: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined); // a server that goes away while we ask has not answered
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== wrongPassword) throw error;
    throw new Refusal(`The passwords in ${join(data, 'secrets.json')} are not those of the PostgreSQL beside it. Restore both from the same backup.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** After a restart of the machine, the number in postmaster.pid and beside its socket may be somebody else's, and PostgreSQL would refuse to start beside it. */
function dropForeignPid(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file === 'postmaster.pid' || /^\.s\.PGSQL\.\d+\.lock$/.test(file))) {
    const path = join(folder, name);
    const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
    const command = `/proc/${pid}/cmdline`;
    if (existsSync(command) && !readFileSync(command, 'utf8').includes('postgres')) rmSync(path);
  }
}
