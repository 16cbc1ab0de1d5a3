import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnv } from '#config/env';
import { openDataFolder } from './data-folder.js';
import { connected, elsewhere, prepareDatabases } from './databases.js';
import { cacheFolder } from './folders.js';
import { bySocket, startPostgres } from './postgres.js';
import { isRunning } from './process-identity.js';
import { readRunFile } from './run-file.js';
import { secretsOf } from './secrets.js';
import { writeJson } from './files.js';
import { Supervisor } from './supervisor.js';
import { postgresUser } from './user.js';

// Real: PostgreSQL as `npm start` runs it, in a data folder of its own.

const user = postgresUser();
let data: string;
let release: () => void;
const supervisors: Supervisor[] = [];

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'liandong-spec-'));
  release = await openDataFolder(data, user);
});
afterEach(async () => {
  for (const supervisor of supervisors.splice(0)) await supervisor.stop();
  rmSync(data, { recursive: true, force: true });
});

async function start(): Promise<string> {
  const { admin } = secretsOf(data);
  const supervisor = new Supervisor(data);
  supervisors.push(supervisor);
  return startPostgres({ data, cache: cacheFolder(loadEnv()), user, adminPassword: admin, supervisor });
}

const answer = (url: string) => connected(url, async (client) => (await client.query<{ one: number }>('select 1 as one')).rows[0]!.one);

async function eventually<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (const from = performance.now(); ;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() - from > 20_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

describe('the embedded PostgreSQL', () => {
  it('comes back on the same port when it is killed', async () => {
    const url = await start();
    const { pid, port } = readRunFile(data)!.children.postgres!;
    process.kill(pid, 'SIGKILL');
    expect(await eventually(() => answer(url))).toBe(1);
    expect(readRunFile(data)!.children.postgres).toMatchObject({ port });
  });

  it('recovers by the next start where everything was killed at once', async () => {
    const url = await start();
    const { port, ...left } = readRunFile(data)!.children.postgres!;
    supervisors.pop()!.kill();
    release();
    await openDataFolder(data, user);
    expect(isRunning(left)).toBe(false);
    expect(await start()).toBe(url);
    expect(await answer(url)).toBe(1);
    expect(readRunFile(data)!.children.postgres).toMatchObject({ port });
  });

  it('starts beside numbers of a run before that are those of somebody else now', async () => {
    const url = await start();
    const folder = join(data, 'postgres');
    const { port } = readRunFile(data)!.children.postgres!;
    const locks = ['postmaster.pid', `.s.PGSQL.${port}.lock`].map((name) => join(folder, name));
    const left = locks.map((path) => readFileSync(path, 'utf8').replace(/^\d+/, String(process.pid)));
    await supervisors.pop()!.stop();
    for (const [n, path] of locks.entries()) writeFileSync(path, left[n]!);
    expect(await answer(await start())).toBe(1);
    expect(await answer(bySocket(url, data))).toBe(1);
  });

  it('is made anew where an interrupted first start left half of it, and that half is kept', async () => {
    mkdirSync(join(data, 'postgres.new'));
    writeFileSync(join(data, 'postgres.new', 'PG_VERSION'), '18\n');
    mkdirSync(join(data, 'postgres'));
    writeFileSync(join(data, 'postgres', 'postgresql.conf'), '# half');
    expect(await answer(await start())).toBe(1);
    expect(readFileSync(join(data, 'postgres.incomplete-1', 'postgresql.conf'), 'utf8')).toBe('# half');
  });

  it('is left as it is where it is damaged, gone or of another version', async () => {
    await start();
    await supervisors.pop()!.stop();
    const [folder, secrets] = [join(data, 'postgres'), join(data, 'secrets.json')];
    const [version, control] = [join(folder, 'PG_VERSION'), join(folder, 'global', 'pg_control')];
    for (const [lost, sentence] of [
      [version, 'is damaged: its PG_VERSION is missing'],
      [control, 'is damaged: its global/pg_control is missing'],
      [folder, `${folder} is missing`],
      [secrets, `${secrets} is missing`],
    ] as const) {
      renameSync(lost, `${data}/lost`);
      await expect(start()).rejects.toThrow(sentence);
      expect([lost, existsSync(lost)]).toEqual([lost, false]);
      renameSync(`${data}/lost`, lost);
    }

    // Nor does it take the mark of its folder to know a damaged one from a half-written one.
    writeJson(join(data, 'liandong.json'), { format: 1, samples: {} });
    renameSync(version, `${data}/lost`);
    await expect(start()).rejects.toThrow('PG_VERSION is missing');
    writeFileSync(version, '17\n');
    await expect(start()).rejects.toThrow('is of PostgreSQL 17');
    renameSync(`${data}/lost`, version);

    const kept = readFileSync(secrets, 'utf8');
    writeFileSync(secrets, kept.slice(0, 100));
    await expect(start()).rejects.toThrow(`${secrets} is damaged`);
    expect(readFileSync(secrets, 'utf8')).toBe(kept.slice(0, 100));
    writeFileSync(secrets, kept.replace(/"admin": "./, '"admin": "-'));
    await expect(start()).rejects.toThrow('are not those of the PostgreSQL beside it');
    await supervisors.pop()!.stop();
    writeFileSync(secrets, kept);
    expect(await answer(await start())).toBe(1);
  });

  it('keeps the role of Temporal out of the record, and prepares the same databases twice', async () => {
    const adminUrl = await start();
    const secrets = secretsOf(data);
    await prepareDatabases(adminUrl, secrets);
    const { ownerUrl, temporalUrl } = await prepareDatabases(adminUrl, secrets);
    expect(await Promise.all([answer(ownerUrl), answer(temporalUrl)])).toEqual([1, 1]);
    await expect(answer(elsewhere(temporalUrl, { database: 'liandong' }))).rejects.toMatchObject({ code: '42501' });
    await expect(answer(elsewhere(ownerUrl, { database: 'postgres' }))).rejects.toMatchObject({ code: '42501' });
    await expect(connected(ownerUrl, (client) => client.query('select lo_create(0)'))).rejects.toMatchObject({ code: '42501' });
    await expect(answer(elsewhere(ownerUrl, { password: 'guessed' }))).rejects.toMatchObject({ code: '28P01' });
  });

  it('serves by a socket among its own files too, with the same passwords, and by loopback alone where the path is too long for one', async () => {
    const url = await start();
    const near = bySocket(url, data);
    const where = await connected(near, async (client) => (await client.query('select inet_server_addr() as address')).rows[0]);
    expect(where).toEqual({ address: null });
    expect(statSync(join(data, 'postgres')).mode & 0o077).toBe(0);
    await expect(answer(elsewhere(near, { password: 'guessed' }))).rejects.toMatchObject({ code: '28P01' });
    expect(bySocket(url, join('/', 'far'.repeat(30)))).toBe(url);
  });

  it('writes nothing to its log that somebody wrote', async () => {
    const url = await start();
    await connected(url, async (client) => {
      await client.query('create table clue (title text primary key)');
      await client.query('insert into clue values ($1)', ['canary']);
      await expect(client.query('insert into clue values ($1)', ['canary'])).rejects.toMatchObject({ code: '23505' });
      await expect(client.query("select 'canary' from nowhere")).rejects.toMatchObject({ code: '42P01' });
      await expect(client.query("select 'canary'::integer")).rejects.toMatchObject({ code: '22P02' });
    });
    const log = readFileSync(join(data, 'logs', 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections'); // so that it is the log, and what concerns the server is in it
    expect(log).not.toMatch(/canary|duplicate key|nowhere/);
  });
});
