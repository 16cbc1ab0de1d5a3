import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileOf, type RecordDump } from '#database/backup/dump';
import { migrationNames } from '#database/migrate';
import { readJson } from './files.js';
import { Refusal } from './say.js';

/** What a backup says about itself, in its backup.json; it is written last, so that a folder without it holds no backup. */
export interface BackupMark {
  format: 1;
  /** Whether the record holds the sample city. */
  samples: boolean;
  record: RecordDump;
  /** The files of the signatures, with the SHA-256 of each. */
  signatures: Record<string, string>;
  /** Whether the key that signs lies with it. */
  key: boolean;
  /** Documents that the record names and that were not on the disk as they were uploaded. */
  missing: string[];
}

/** Where the parts of a backup lie. */
export const placesIn = (backup: string) => ({
  mark: join(backup, 'backup.json'),
  record: join(backup, 'record'),
  documents: join(backup, 'documents'),
  signatures: join(backup, 'signatures'),
  key: join(backup, 'signing-key.pem'),
});

/** @throws Refusal where the folder holds no backup */
export function readBackup(backup: string): BackupMark {
  const mark = readJson<BackupMark>(placesIn(backup).mark);
  if (!mark) throw new Refusal(`${backup} holds no backup: its backup.json is missing or cut short.`);
  if (mark.format !== 1) throw new Refusal(`${backup} is a backup of format ${String(mark.format)}; this release reads format 1.`);
  return mark;
}

/** A backup that holds all that it says, each file as it was written, and which this release can read. @throws Refusal that names the first file which is not */
export async function checkedBackup(backup: string): Promise<BackupMark> {
  const mark = readBackup(backup);
  const unknown = mark.record.migrations.find((name) => !migrationNames().includes(name));
  if (unknown) throw new Refusal(`This backup is of a later release, which knows the migration ${unknown}: restore it with that release.`);
  const places = placesIn(backup);
  const { tables, documents } = mark.record;
  const files: [string, string][] = [
    ...tables.map(({ name, file }): [string, string] => [fileOf(places.record, name), file]),
    ...documents.filter(({ id }) => !mark.missing.includes(id)).map(({ id, sha256 }): [string, string] => [join(places.documents, id), sha256]),
    ...Object.entries(mark.signatures).map(([name, hash]): [string, string] => [join(places.signatures, name), hash]),
  ];
  for (const [path, hash] of files) if ((await hashOfFile(path)) !== hash) throw notAsItWas(path);
  if (mark.key && !existsSync(places.key)) throw notAsItWas(places.key);
  return mark;
}

const notAsItWas = (path: string) => new Refusal(`${path} is not as it was backed up: it is missing or damaged. Take another backup.`);

/** The SHA-256 of a file; undefined where it is absent. */
export async function hashOfFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}
