import { existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const kept = 5;

/** Opens the log of one program for this run; the logs of the last runs stay beside it as `.1` (the latest) to `.5`. @returns its path and an open file */
export function openLog(folder: string, name: string): { path: string; file: number } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${name}.log`);
  for (let age = kept - 1; age >= 0; age--) {
    const from = age === 0 ? path : `${path}.${age}`;
    if (existsSync(from)) renameSync(from, `${path}.${age + 1}`);
  }
  return { path, file: openSync(path, 'a', 0o600) };
}

/** The last lines that a program wrote, for a person who wonders why it ended. */
export function lastLines(path: string, count = 6): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
