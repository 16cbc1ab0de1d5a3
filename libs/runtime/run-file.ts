import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './files.js';
import { endProcess, isRunning, type ProcessIdentity } from './process-identity.js';
import { say } from './say.js';

/** What runs on a data folder now; DATA/run.json holds it while the product runs. */
export interface RunFile {
  pid: number;
  /** Where the console is served, once it is. */
  url?: string;
  /** Where Temporal answers, ours or a given one. */
  temporalAddress?: string;
  children: Record<string, ProcessIdentity & { port?: number }>;
}

const pathIn = (data: string) => join(data, 'run.json');

/** What runs on this data folder, or ran there when its supervisor was last heard of. */
export const readRunFile = (data: string): RunFile | undefined => readJson<RunFile>(pathIn(data));

export const writeRunFile = (data: string, content: RunFile): void => writeJson(pathIn(data), content);

export const removeRunFile = (data: string): void => rmSync(pathIn(data), { force: true });

/** Ends the programs that a supervisor of this folder left behind when it was killed; those that only share a number with them are left alone. */
export async function endOrphans(data: string): Promise<void> {
  const children = Object.entries(readRunFile(data)?.children ?? {}).filter(([, child]) => isRunning(child));
  // The last started is the first to end, so that nobody loses what it stands on.
  for (const [name, child] of children.reverse()) {
    say(`${name} (process ${child.pid}) is left from a run that was killed; it is ended first.`);
    await endProcess(child, name === 'postgres' ? 'SIGINT' : 'SIGTERM', 5_000);
  }
  removeRunFile(data);
}
