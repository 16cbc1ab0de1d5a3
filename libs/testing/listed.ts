import { readFileSync } from 'node:fs';

/** What a text file lists, one a line, sorted; a line that begins with # is a remark. */
export const listedIn = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .sort();
