import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RecordDump } from '#database/backup/dump';
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
