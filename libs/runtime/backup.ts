import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadEnv, WrongEnvironment, type Env } from '#config/env';
import { dumpRecord, type DumpedDocument, isStillNamed } from '#database/backup/dump';
import { signingPlace } from '#database/signing/place';
import { type BackupMark, hashOfFile, placesIn } from './backup-folder.js';
import { readMark } from './data-folder.js';
import { writeJson } from './files.js';
import { dataFolder } from './folders.js';
import { recordKey } from './record.js';
import { recordOf } from './running-record.js';
import { Refusal, say, secondsSince } from './say.js';

/** What a person may say on the command line of `npm run backup`. */
export interface BackupOptions {
  /** A folder that does not exist yet, or is empty. */
  to: string;
  data?: string;
}

/** Backs the running product up and tells how it went. The exit code is 1 where there is no backup, and 2 where it lacks documents that the product lacks too. */
export async function backup(options: BackupOptions): Promise<void> {
  try {
    const mark = await backUp(options);
    if (mark.missing.length === 0) return;
    say(
      `${mark.missing.length} documents are not on the disk as they were uploaded, and are missing in the backup too: ${mark.missing.slice(0, 10).join(', ')}.`,
    );
    process.exitCode = 2;
  } catch (error) {
    say(error instanceof Refusal || error instanceof WrongEnvironment ? error.message : `It could not be backed up: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

/** Everything that is kept, as it is at one moment: the record, the documents that it names, the signatures of its timeline and their key. */
async function backUp({ to, data: chosen }: BackupOptions): Promise<BackupMark> {
  const from = performance.now();
  const env = loadEnv();
  const data = dataFolder(env, chosen);
  const { owner } = recordOf(env, data);
  const target = emptyPlace(to);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const draft = mkdtempSync(`${target}.unfinished-`); // its own: another may be making a backup for the same place
  try {
    const mark = await copyAll(env, data, owner, draft);
    if (existsSync(emptyPlace(to))) rmdirSync(target);
    renameSync(draft, target);
    const holds = `It holds content, and ${mark.key ? 'the key that signs' : 'no key'}: keep it where only few can read it.`;
    say(`Backed up into ${target}, as of ${mark.record.at} (${secondsSince(from)} s). ${holds}`);
    return mark;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function copyAll(env: Env, data: string, owner: string, draft: string): Promise<BackupMark> {
  const places = placesIn(draft);
  const key = copySigning(env, data, draft, 'key');
  const record = await dumpRecord(owner, places.record, () => void copySigning(env, data, draft, 'signatures'));
  const rows = record.tables.reduce((sum, table) => sum + table.rows, 0);
  say(`The record: ${rows} rows of ${record.tables.length} tables.`);
  const { named, missing } = await copyDocuments(owner, join(data, 'documents'), places.documents, record.documents);
  say(`${named.length - missing.length} documents.`);
  const mark: BackupMark = {
    format: 1,
    samples: Boolean(readMark(data).samples[recordKey(env)]),
    record: { ...record, documents: named },
    signatures: await hashesIn(places.signatures),
    key,
    missing,
  };
  writeJson(places.mark, mark);
  return mark;
}

function emptyPlace(to: string): string {
  const target = resolve(to);
  if (existsSync(target) && readdirSync(target).length > 0) throw new Refusal(`${target} is not empty: a backup goes into a folder of its own.`);
  return target;
}

/** @returns whether there was something to copy */
function copySigning(env: Env, data: string, draft: string, what: 'key' | 'signatures'): boolean {
  const { folder, keyFile } = signingPlace(env, data);
  const places = placesIn(draft);
  if (!existsSync(what === 'key' ? keyFile : folder)) return false;
  if (what === 'key') copyFileSync(keyFile, places.key);
  else {
    mkdirSync(places.signatures, { mode: 0o700 });
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(places.signatures, name));
  }
  return true;
}

/** @returns those that the record names still, and the ids of those of them that are not on the disk as they were uploaded */
async function copyDocuments(ownerUrl: string, from: string, to: string, documents: DumpedDocument[]): Promise<{ named: DumpedDocument[]; missing: string[] }> {
  mkdirSync(to, { mode: 0o700 });
  const named: DumpedDocument[] = [];
  const missing: string[] = [];
  for (const document of documents) {
    const { id, sha256 } = document;
    if (existsSync(join(from, id))) copyFileSync(join(from, id), join(to, id));
    const isThere = (await hashOfFile(join(to, id))) === sha256;
    if (!isThere) rmSync(join(to, id), { force: true });
    if (!isThere && !(await isStillNamed(ownerUrl, id))) continue;
    named.push(document);
    if (!isThere) missing.push(id);
  }
  return { named, missing };
}

async function hashesIn(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) hashes[name] = (await hashOfFile(join(folder, name)))!;
  return hashes;
}
