import type { Stats } from 'node:fs';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { WrongFile } from './wrong-file.js';

/** Makes sure that a file can be written before work is put into what it shall hold. @throws WrongFile */
export async function checkWritable(file: string): Promise<void> {
  const beside = besideOf(file);
  try {
    if (await stat(file).then(isFolder, isAbsent)) throw Object.assign(new Error(), { code: 'EISDIR' });
    await writeFile(beside, '');
  } catch (error) {
    throw cannotWrite(file, error);
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

const isFolder = (entry: Stats): boolean => entry.isDirectory();
const isAbsent = (): boolean => false;
const besideOf = (file: string): string => `${file}.${process.pid}.part`;
const cannotWrite = (file: string, error: unknown): WrongFile => new WrongFile(file, `it cannot be written (${(error as NodeJS.ErrnoException).code}).`);

/** Writes a file whole or not at all: beside its place first, then moved there. @throws WrongFile */
export async function writeWhole(file: string, text: string): Promise<void> {
  const beside = besideOf(file);
  try {
    await writeFile(beside, text);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw cannotWrite(file, error);
  }
}
