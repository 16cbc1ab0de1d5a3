import { secretNames } from './env.js';

/** What only some programs may know; each is handed its own. */
const handedOut = [...secretNames, ...secretNames.map((name) => `${name}_FILE`), 'TEST_ENGINE'];

/** The environment of a program of ours: what this one has, without the connection strings of others, and with `more`. */
export function programEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !handedOut.includes(name))), ...more };
}

/** The environment of a program that is not ours: nothing of this one may change how it behaves. */
export function bareEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR && { TMPDIR }), LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC', ...more };
}

/** The folders in which programs are looked for by name. */
export const programFolders = (): string[] => (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');

/** Whether npm runs us: `npm start`, not `node libs/runtime/start.mjs`. */
export const startedByNpm = (): boolean => process.env.npm_lifecycle_event !== undefined;
