import type { Env } from '#config/env';
import { programs, type Program } from '#database/programs';
import { elsewhere } from './databases.js';
import { isRunning } from './process-identity.js';
import { readRunFile } from './run-file.js';
import { Refusal } from './say.js';
import { derivedPasswords, secretsOf } from './secrets.js';

/** What a command says that needs the running product. */
export const nothingRuns = (data: string): Refusal => new Refusal(`Nothing runs on ${data}: start it first, or name its folder with --data DIR.`);

/** How the owner and each program reach a record that serves already: the given one, or that of the product which runs on a data folder. @throws Refusal where none runs */
export function recordOf(env: Env, data: string): Record<Program | 'owner', string> {
  const owner = env.DATABASE_URL ?? embeddedOwner(data);
  const passwords = env.DATABASE_URL ? derivedPasswords(env.DATABASE_URL, data) : secretsOf(data).programs;
  const own: Record<Program, string | undefined> = {
    api: env.API_DATABASE_URL,
    worker: env.WORKER_DATABASE_URL,
    relay: env.RELAY_DATABASE_URL,
    verifier: env.VERIFIER_DATABASE_URL,
  };
  const urls = programs.map((program) => [program, own[program] ?? elsewhere(owner, { role: `liandong_${program}`, password: passwords[program] })]);
  return { ...(Object.fromEntries(urls) as Record<Program, string>), owner };
}

/** The administrator's connection to the embedded PostgreSQL of the product that runs on a data folder. @throws Refusal where none runs */
export const embeddedAdmin = (data: string): string => elsewhere(embedded(data), { role: 'postgres', password: secretsOf(data).admin, database: 'postgres' });

const embeddedOwner = (data: string): string => elsewhere(embedded(data), { role: 'liandong_owner', password: secretsOf(data).owner });

function embedded(data: string): string {
  const postgres = readRunFile(data)?.children.postgres;
  if (!postgres || !isRunning(postgres)) throw nothingRuns(data);
  return `postgres://127.0.0.1:${postgres.port}/liandong`;
}
