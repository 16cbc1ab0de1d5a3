import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bareEnvironment } from '#config/child-environment';
import { readMark, writeMark } from './data-folder.js';
import { runTool } from './run-tool.js';
import { Refusal, say } from './say.js';
import type { SystemUser } from './user.js';

export interface ClusterPlace {
  data: string;
  /** The folder of initdb and postgres. */
  programs: string;
  user?: SystemUser;
  adminPassword: string;
  signal: AbortSignal;
}

const major = '18';
/** Where a data folder keeps PostgreSQL's files. */
export const clusterFolder = (data: string): string => join(data, 'postgres');
const versionIn = (folder: string) => join(folder, 'PG_VERSION');
const controlIn = (folder: string) => join(folder, 'global', 'pg_control');

/**
 * Chinese must be letters to the index of parts of words: with the C locale's character types pg_trgm sees none of it.
 * Order is by code point, the same on every system; who wants the order of a dictionary asks for that collation.
 */
const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=C.UTF-8'];

/** Whether the embedded PostgreSQL of a data folder was ever made, by our own mark or by what lies there. */
export function holdsCluster(data: string): boolean {
  const folder = clusterFolder(data);
  return readMark(data).postgres === true || existsSync(versionIn(folder)) || existsSync(controlIn(folder));
}

/**
 * Makes PostgreSQL's files where there never were any. A half-written folder never stands in for a whole one: files are made aside and moved into place.
 * Nor is a damaged one ever taken for half-written: it holds what people did. @returns their folder @throws Refusal
 */
export async function clusterFiles(place: ClusterPlace): Promise<string> {
  const folder = clusterFolder(place.data);
  if (holdsCluster(place.data)) assertWhole(folder);
  else {
    clearAway(folder);
    await initialise(place, folder);
  }
  writeMark(place.data, { ...readMark(place.data), postgres: true });
  return folder;
}

function assertWhole(folder: string): void {
  const missing = [folder, versionIn(folder), controlIn(folder)].find((path) => !existsSync(path));
  if (missing)
    throw new Refusal(
      missing === folder
        ? `${folder} is missing, which holds all that is on record in ${dirname(folder)}. Put it back, or start on another folder with --data DIR. Nothing was changed.`
        : `${folder} is damaged: its ${missing.slice(folder.length + 1)} is missing. Restore a backup, or start on another folder with --data DIR. Nothing was changed.`,
    );
  const found = readFileSync(versionIn(folder), 'utf8').trim();
  if (found !== major) throw new Refusal(`${folder} is of PostgreSQL ${found}, this is PostgreSQL ${major}: restore a backup into a new folder (--data DIR).`);
}

/** What an interrupted start of another making may have left; it holds no record. */
function clearAway(folder: string): void {
  if (!existsSync(folder)) return;
  if (readdirSync(folder).length === 0) return rmSync(folder, { recursive: true });
  const aside = firstAbsent(`${folder}.incomplete`);
  renameSync(folder, aside);
  say(`${folder} is half-written: neither PG_VERSION nor global/pg_control is in it. It is kept as ${aside}, and made anew.`);
}

async function initialise({ data, programs, user, adminPassword, signal }: ClusterPlace, folder: string): Promise<void> {
  const draft = `${folder}.new`;
  if (existsSync(draft)) say('The first start was interrupted while the data folder was being written; it is made anew.');
  rmSync(draft, { recursive: true, force: true });
  say('PostgreSQL: a new data folder is written (some seconds).');
  const passwordFile = join(data, 'postgres.password');
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  mkdirSync(draft, { mode: 0o700 });
  for (const path of user ? [passwordFile, draft] : []) chownSync(path, user!.uid, user!.gid);
  try {
    const flags = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--data-checksums', ...locale];
    await runTool(join(programs, 'initdb'), [`--pgdata=${draft}`, ...flags], { env: bareEnvironment(), ...user, cwd: '/', signal });
  } catch (error) {
    const { message } = error as Error;
    throw new Refusal(
      /No space left/.test(message) ? `The disk that holds ${data} is full: PostgreSQL's files could not be written.` : `initdb failed: ${message}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, folder);
}

function firstAbsent(path: string): string {
  for (let number = 1; ; number++) if (!existsSync(`${path}-${number}`)) return `${path}-${number}`;
}
