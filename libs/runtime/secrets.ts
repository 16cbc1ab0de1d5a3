import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { programs, type Program } from '#database/migrate';
import { readJson, writeJson } from './files.js';

/** The passwords of the embedded PostgreSQL's roles. */
export interface Secrets {
  admin: string;
  owner: string;
  temporal: string;
  programs: Record<Program, string>;
}

/** The secrets of a data folder, made up on the first start and kept in a file that only its owner may read. */
export function secretsOf(data: string): Secrets {
  const path = join(data, 'secrets.json');
  const kept = readJson<Secrets>(path);
  if (kept) return kept;
  const secrets = { admin: password(), owner: password(), temporal: password(), programs: forEachProgram(password) };
  writeJson(path, secrets);
  return secrets;
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
