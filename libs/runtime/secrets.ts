import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { programs, type Program } from '#database/programs';
import { readJson, writeJson } from './files.js';
import { holdsCluster } from './postgres-files.js';
import { Refusal } from './say.js';

/** The passwords of the embedded PostgreSQL's roles. */
export interface Secrets {
  admin: string;
  owner: string;
  temporal: string;
  programs: Record<Program, string>;
}

/**
 * The secrets of a data folder, made up on the first start and kept in a file that only its owner may read.
 * @throws Refusal where they are lost while a PostgreSQL knows them: new ones would open nothing
 */
export function secretsOf(data: string): Secrets {
  const path = join(data, 'secrets.json');
  const kept = read(path);
  if (isWhole(kept)) return kept;
  if (holdsCluster(data))
    throw new Refusal(
      `${path} is ${existsSync(path) ? 'damaged' : 'missing'}: it holds the passwords of the PostgreSQL in ${data}. Restore it from a backup of this folder. Nothing was changed.`,
    );
  const secrets = { admin: password(), owner: password(), temporal: password(), programs: forEachProgram(password) };
  writeJson(path, secrets);
  return secrets;
}

function read(path: string): Partial<Secrets> | undefined {
  try {
    return readJson<Partial<Secrets>>(path);
  } catch (error) {
    throw new Refusal(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}): start as the user whose file it is.`);
  }
}

function isWhole(kept: Partial<Secrets> | undefined): kept is Secrets {
  const all = [kept?.admin, kept?.owner, kept?.temporal, ...programs.map((program) => kept?.programs?.[program])];
  return all.every((secret) => typeof secret === 'string' && secret !== '');
}

/**
 * The passwords of our roles in a given PostgreSQL. They follow from the owner's, so that any number of instances that were given the same connection agree on them.
 * Of an owner who needs no password they follow from this data folder's secrets, and are good for one instance.
 */
export function derivedPasswords(ownerUrl: string, data: string): Record<Program, string> {
  const key = decodeURIComponent(new URL(ownerUrl).password) || secretsOf(data).owner;
  return forEachProgram((program) => createHmac('sha256', key).update(`liandong ${program}`).digest('hex'));
}

const password = () => randomBytes(24).toString('hex');

function forEachProgram(value: (program: Program) => string): Record<Program, string> {
  return Object.fromEntries(programs.map((program) => [program, value(program)])) as Record<Program, string>;
}
