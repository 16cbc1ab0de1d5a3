import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareEnvironment } from '#config/child-environment';
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

/**
 * Chinese must be letters to the index of parts of words: with the C locale's character types pg_trgm sees none of it.
 * Order is by code point, the same on every system; who wants the order of a dictionary asks for that collation.
 */
const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=C.UTF-8'];

/** Makes PostgreSQL's files where there are none. A half-written folder never stands in for a whole one: files are made aside and moved into place. @returns their folder */
export async function clusterFiles(place: ClusterPlace): Promise<string> {
  const folder = join(place.data, 'postgres');
  clearAway(folder);
  if (!existsSync(folder)) await initialise(place, folder);
  return folder;
}

function clearAway(folder: string): void {
  if (!existsSync(folder)) return;
  if (existsSync(join(folder, 'PG_VERSION'))) {
    const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
    if (found !== major)
      throw new Refusal(`${folder} is of PostgreSQL ${found}, this is PostgreSQL ${major}: restore a backup into a new folder (--data DIR).`);
    if (!existsSync(join(folder, 'global', 'pg_control')))
      throw new Refusal(
        `${folder} is damaged: its global/pg_control is missing. Restore a backup, or start on another folder with --data DIR. Nothing was changed.`,
      );
    return;
  }
  if (readdirSync(folder).length === 0) return rmSync(folder, { recursive: true });
  const aside = firstAbsent(`${folder}.incomplete`);
  renameSync(folder, aside);
  say(`${folder} is half-written: PostgreSQL's mark of a finished one (PG_VERSION) is missing. It is kept as ${aside}, and made anew.`);
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
