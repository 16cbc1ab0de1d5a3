import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this checkout, whether we run from its sources or from what was built of them. */
export const root = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** Where a program of an app lies that was built. */
export const appProgram = (app: string, program: string): string => join(root, 'dist/apps', app, 'program', `${program}.js`);

/** Makes a folder and those above it; the ones that are made may be entered by everybody, whatever the umask says, as PostgreSQL may run as another user. */
export function makeFolder(path: string): void {
  const first = mkdirSync(path, { recursive: true });
  for (let made = path; first !== undefined && made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755);
}

/** What a JSON file holds, or undefined where it is absent or was cut short. */
export function readJson<Content>(path: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a JSON file in one step: a reader sees the old one or the new one, whole. */
export function writeJson(path: string, content: unknown, mode = 0o600): void {
  writeText(path, `${JSON.stringify(content, null, 2)}\n`, mode);
}

/** Writes a text file in one step, which a power cut does not leave half done either. */
export function writeText(path: string, text: string, mode = 0o600): void {
  const draft = `${path}.${process.pid}.tmp`;
  const file = openSync(draft, 'w', mode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
