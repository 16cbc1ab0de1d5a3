import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Env } from '#config/env';
import { makeFolder, root } from './files.js';
import { Refusal } from './say.js';
import { weAreRoot } from './user.js';

/** Where everything lies that is kept, unless a person says otherwise: one folder per checkout. Root's lies where the user that PostgreSQL runs as can reach it. */
export function dataFolder({ DATA_DIR }: Env, chosen?: string): string {
  if (chosen ?? DATA_DIR) return resolve((chosen ?? DATA_DIR)!);
  if (!weAreRoot()) return join(root, '.liandong');
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 8);
  return join('/var/lib/liandong', `${basename(root)}-${checkout}`);
}

/** Where built and downloaded programs lie, for all checkouts. @throws Refusal where nothing can be written there */
export function cacheFolder({ LIANDONG_CACHE }: Env): string {
  const folder = LIANDONG_CACHE ? resolve(LIANDONG_CACHE) : weAreRoot() ? '/var/cache/liandong' : join(homedir(), '.cache', 'liandong');
  try {
    makeFolder(folder);
  } catch (error) {
    throw new Refusal(`The cache folder ${folder} cannot be made (${(error as NodeJS.ErrnoException).code}): name another one with LIANDONG_CACHE.`);
  }
  return folder;
}
