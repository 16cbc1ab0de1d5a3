import { afterAll, beforeEach, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type BackupMark, checkedBackup, placesIn } from './backup-folder.js';
import { writeJson } from './files.js';

const folder = mkdtempSync(join(tmpdir(), 'liandong-backup-folder-'));
const places = placesIn(folder);
const hash = createHash('sha256').update('whole').digest('hex');
const mark: BackupMark = {
  format: 1,
  samples: false,
  record: {
    at: '2026-11-25T00:00:00.000Z',
    migrations: [],
    tables: [{ name: 'clue', rows: 0, sum: '0', file: hash }],
    sequences: {},
    documents: ['kept', 'missing'].map((id) => ({ id, size: 5, sha256: hash })),
  },
  signatures: { 'a.jsonl': hash },
  key: true,
  missing: ['missing'],
};
const files = [join(places.record, 'clue.copy.gz'), join(places.documents, 'kept'), join(places.signatures, 'a.jsonl'), places.key];

beforeEach(() => {
  for (const path of [places.record, places.documents, places.signatures]) mkdirSync(path, { recursive: true });
  for (const path of files) writeFileSync(path, 'whole');
  writeJson(places.mark, mark);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('is good where it lacks only what was missing already when it was made', async () => {
  expect(await checkedBackup(folder)).toEqual(mark);
});

const named = files.map((path): [string, string] => [relative(folder, path), path]);

it.each(named)('is refused without %s', async (_, path) => {
  rmSync(path);
  await expect(checkedBackup(folder)).rejects.toThrow(`${path} is not as it was backed up`);
});

it.each(named.slice(0, -1))('is refused where %s has changed', async (_, path) => {
  writeFileSync(path, 'other');
  await expect(checkedBackup(folder)).rejects.toThrow(`${path} is not as it was backed up`);
});

it('is refused where it is of a later release, or no backup', async () => {
  writeJson(places.mark, { ...mark, record: { ...mark.record, migrations: ['Later1900000000000'] } });
  await expect(checkedBackup(folder)).rejects.toThrow('a later release, which knows the migration Later1900000000000');
  rmSync(places.mark);
  await expect(checkedBackup(folder)).rejects.toThrow('holds no backup');
});
