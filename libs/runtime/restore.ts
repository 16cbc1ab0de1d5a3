import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadEnv, WrongEnvironment, type Env } from '#config/env';
import { loadRecord, NotLoaded } from '#database/backup/load';
import { migrate, migrationNames } from '#database/migrate';
import { signingPlace } from '#database/signing/place';
import { type BackupMark, checkedBackup, placesIn } from './backup-folder.js';
import { openDataFolder, readMark, writeMark } from './data-folder.js';
import { cacheFolder, dataFolder } from './folders.js';
import { clusterFolder } from './postgres-files.js';
import { openRecord } from './record.js';
import { Refusal, say, secondsSince } from './say.js';
import { stopOnSignals } from './stop-signals.js';
import { Supervisor } from './supervisor.js';
import { postgresUser } from './user.js';

/** What a person may say on the command line of `npm run restore`. */
export interface RestoreOptions {
  /** The folder of a backup. */
  from: string;
  data?: string;
}

/** Restores a backup into a data folder and a record that are empty, and tells how it went. The exit code is 1 where nothing was restored. */
export async function restore({ from, data: chosen }: RestoreOptions): Promise<void> {
  let release: (() => void) | undefined;
  let supervisor: Supervisor | undefined;
  try {
    const env = loadEnv();
    const data = dataFolder(env, chosen);
    const mark = await checkedBackup(from);
    assertEmpty(env, data);
    release = await openDataFolder(data, env.DATABASE_URL ? undefined : postgresUser());
    supervisor = new Supervisor(data);
    stopOnSignals(supervisor, () => {
      release?.();
      process.exit(1);
    });
    await restoreInto(env, data, from, mark, supervisor);
  } catch (error) {
    const known = error instanceof Refusal || error instanceof WrongEnvironment || error instanceof NotLoaded;
    say(known ? error.message : `It could not be restored: ${(error as Error).message}`);
    process.exitCode = 1;
  } finally {
    await supervisor?.stop();
    release?.();
  }
}

async function restoreInto(env: Env, data: string, from: string, { record: dump, samples, missing }: BackupMark, supervisor: Supervisor): Promise<void> {
  const began = performance.now();
  const user = env.DATABASE_URL ? undefined : postgresUser();
  const record = await openRecord({ env, data, cache: cacheFolder(env), user, supervisor });
  await migrate({ ...record, upTo: dump.migrations.at(-1) });
  writeMark(data, { ...readMark(data), restoring: true });
  await loadRecord(record.ownerUrl, placesIn(from).record, dump);
  say(`The record: ${dump.tables.length} tables, each with the rows and the sum that it was backed up with.`);
  if (dump.migrations.length < migrationNames().length) await migrate(record);
  copyFiles(env, data, from);
  say(`${dump.documents.length - missing.length} documents, and the signatures of the timeline.`);
  writeMark(data, { ...readMark(data), samples: { [record.key]: samples }, restoring: undefined });
  say(`Restored into ${data}, as of ${dump.at} (${secondsSince(began)} s). Start it, and let it take up every open process: npm run rebuild-engine -- --anew.`);
}

/** @throws Refusal where something is kept already: a backup replaces nothing */
function assertEmpty(env: Env, data: string): void {
  const { folder, keyFile } = signingPlace(env, data);
  const folders = [clusterFolder(data), join(data, 'documents'), folder];
  const taken = [...folders.filter((path) => existsSync(path) && readdirSync(path).length > 0), ...(existsSync(keyFile) ? [keyFile] : [])];
  if (taken.length > 0) throw new Refusal(`${taken[0]} is there already: a backup is restored into an empty folder. Name another one with --data DIR.`);
}

function copyFiles(env: Env, data: string, backup: string): void {
  const places = placesIn(backup);
  const { folder, keyFile } = signingPlace(env, data);
  copyFolder(places.documents, join(data, 'documents'));
  copyFolder(places.signatures, folder);
  mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
  if (existsSync(places.key)) copyFileSync(places.key, keyFile);
}

function copyFolder(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(to, name));
}
