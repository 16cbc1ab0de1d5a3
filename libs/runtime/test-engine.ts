import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnv } from '#config/env';
import { openDataFolder } from './data-folder.js';
import { prepareDatabases } from './databases.js';
import { cacheFolder } from './folders.js';
import { startPostgres } from './postgres.js';
import { secretsOf } from './secrets.js';
import { stopOnSignals } from './stop-signals.js';
import { Supervisor } from './supervisor.js';
import { prepareNamespace } from './temporal-namespace.js';
import { temporalPrograms } from './temporal-programs.js';
import { startTemporal } from './temporal-server.js';
import { postgresUser } from './user.js';

/** What the specs are told in TEST_ENGINE. */
export interface TestEngine {
  postgres: {
    /** The administrator's connection string, for the database `postgres`. */
    adminUrl: string;
    /** The passwords of the roles, which all databases of the server share. */
    passwords: { owner: string; api: string; worker: string; relay: string; verifier: string };
  };
  temporal: {
    address: string;
    namespace: string;
    /** A namespace in which a run is to be renewed after 60 events. */
    shortNamespace: string;
  };
  /** A folder for what several specs begin with; it goes with the run. */
  folder: string;
}

const names = { namespace: 'liandong', shortNamespace: 'liandong-short' };

/** Starts a PostgreSQL and a Temporal Server that live as long as a test run, in a folder that goes with them; workflows may skip time there. @returns what the specs need to know, and what stops it */
export async function startTestEngine(interrupted: () => void): Promise<{ engine: TestEngine; stop: () => Promise<void> }> {
  const env = loadEnv();
  const [user, cache] = [postgresUser(), cacheFolder(env)];
  const data = mkdtempSync(join(tmpdir(), 'liandong-test-'));
  await openDataFolder(data, user);
  const supervisor = new Supervisor(data);
  const gone = () => rmSync(data, { recursive: true, force: true });
  const stop = () => supervisor.stop().then(gone);
  stopOnSignals(supervisor, () => {
    gone();
    interrupted();
  });
  try {
    const programs = await temporalPrograms({ cache, named: env.TEMPORAL_SERVER_BIN, signal: supervisor.stopping });
    const secrets = secretsOf(data);
    const adminUrl = await startPostgres({ data, cache, user, adminPassword: secrets.admin, supervisor, throwAway: true });
    const { temporalUrl } = await prepareDatabases(adminUrl, secrets);
    const tuning = { timeSkipping: true, shortHistories: { [names.shortNamespace]: 60 } };
    const address = await startTemporal({ data, programs, databaseUrl: temporalUrl, supervisor, tuning });
    await Promise.all(Object.values(names).map((namespace) => prepareNamespace(address, namespace)));
    const passwords = { owner: secrets.owner, ...secrets.programs };
    const folder = join(data, 'specs');
    mkdirSync(folder);
    return { engine: { postgres: { adminUrl, passwords }, temporal: { address, ...names }, folder }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
