import { loadEnv, required, WrongEnvironment, type Env } from '#config/env';
import { migrate as migrateRecord, migrationNames } from '#database/migrate';
import type { Program } from '#database/programs';
import { tokenHours } from '#database/record/one-time-token';
import { openSetUp } from '#database/set-up';
import { checkGivenPostgres } from './given-postgres.js';
import { checkGivenTemporal } from './given-temporal.js';
import { Refusal, say } from './say.js';

const urlNames = {
  api: 'API_DATABASE_URL',
  worker: 'WORKER_DATABASE_URL',
  relay: 'RELAY_DATABASE_URL',
  verifier: 'VERIFIER_DATABASE_URL',
} as const satisfies Record<Program, keyof Env>;

/** Prepares a given PostgreSQL and a given Temporal for api and worker, or prints the link by which an empty record is set up. The exit code is 1 where it could not be done. */
export async function migrate({ setUp }: { setUp: boolean }): Promise<void> {
  try {
    const env = loadEnv();
    if (setUp) await printSetUp(required(env, 'DATABASE_URL'));
    else await prepareBoth(env);
  } catch (error) {
    say(error instanceof Refusal || error instanceof WrongEnvironment ? error.message : `It could not be prepared: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function prepareBoth(env: Env): Promise<void> {
  const ownerUrl = required(env, 'DATABASE_URL');
  const address = required(env, 'TEMPORAL_ADDRESS');
  const passwords = passwordsIn(env);
  const { mayMakeRoles } = await checkGivenPostgres(ownerUrl);
  if (!mayMakeRoles) say('The user of DATABASE_URL may not change roles: the passwords of the programs are left as they are.');
  await migrateRecord({ ownerUrl, passwords: mayMakeRoles ? passwords : {} });
  say(`The record is at ${migrationNames().at(-1)}.`);
  await checkGivenTemporal(address, env.TEMPORAL_NAMESPACE);
  say('Both are ready: api and worker can be started.');
}

/** The password of each program's role, as its connection string says it. @throws WrongEnvironment, Refusal */
function passwordsIn(env: Env): Record<Program, string> {
  const entries = (Object.keys(urlNames) as Program[]).map((program) => {
    const { username, password } = new URL(required(env, urlNames[program]));
    if (decodeURIComponent(username) !== `liandong_${program}`) throw new Refusal(`${urlNames[program]} has to log in as liandong_${program}.`);
    return [program, decodeURIComponent(password)];
  });
  return Object.fromEntries(entries) as Record<Program, string>;
}

async function printSetUp(ownerUrl: string): Promise<void> {
  const token = await openSetUp(ownerUrl);
  if (!token) throw new Refusal('Somebody is in this record already: an administrator adds people.');
  say(`Open this path under the address of the console, within ${tokenHours['set-up']} hours; it is good once.`);
  process.stdout.write(`/set-up#${token}\n`);
}
