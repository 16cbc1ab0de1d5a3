import { rename, rm, writeFile } from 'node:fs/promises';
import { WrongFile } from './wrong-file.js';

/** Writes a file whole or not at all: beside its place first, then moved there. @throws WrongFile */
export async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new WrongFile(file, `it cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}
