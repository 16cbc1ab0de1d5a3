import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#runtime/files';
import type { Path } from './path.js';
import { trialPaths } from './trials.js';

/** What `paths.ts` in the folder of a kind of process exports. */
interface Paths {
  /** Each outcome of the process, and each of each of its tasks, at least once. */
  paths: Path[];
  /** Ways that are gone besides where there is time for them. */
  morePaths?: Path[];
}

/** The ways through the stories of all kinds of process, those of the trials too; with `more`, also those for which there has to be time. */
export async function allPaths({ more = false } = {}): Promise<Path[]> {
  const folder = join(root, 'workflows');
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'kit').map(({ name }) => name).sort(); // oxfmt-ignore
  const listed = await Promise.all(names.map((name) => import(join(folder, name, 'paths.ts')) as Promise<Paths>));
  return [...listed.flatMap(({ paths, morePaths = [] }) => (more ? [...paths, ...morePaths] : paths)), ...trialPaths];
}
