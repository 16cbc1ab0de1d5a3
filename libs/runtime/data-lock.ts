import { linkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './files.js';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.js';
import { readRunFile } from './run-file.js';
import { Refusal, say } from './say.js';

/** Takes a data folder for this process, until it ends. @returns what gives it back @throws Refusal that names who has it */
export function lockData(data: string): () => void {
  const lock = join(data, 'lock');
  const ours = identityOf(process.pid)!;
  const draft = `${lock}.${process.pid}`;
  writeJson(draft, ours);
  try {
    while (!linked(draft, lock)) giveWay(data, lock);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

/** A link is made whole or not at all: of two that try at once, one has the lock. */
function linked(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function giveWay(data: string, lock: string): void {
  const holder = readJson<ProcessIdentity>(lock);
  if (holder && isRunning(holder)) {
    const url = readRunFile(data)?.url;
    throw new Refusal(
      `${data} is in use: process ${holder.pid} runs on it${url ? ` and serves ${url}` : ' and is still starting'}. Stop that one, or start on another folder with --data DIR.`,
    );
  }
  say(`The lock in ${data} is of a process that is gone${holder ? ` (${holder.pid})` : ''}; it is taken over.`);
  putAside(lock, `${lock}.${process.pid}.stale`);
}

/** Takes the stale lock away; should another start have put its own there in this moment, it gets it back. */
function putAside(lock: string, aside: string): void {
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const holder = readJson<ProcessIdentity>(aside);
  if (holder && isRunning(holder)) linked(aside, lock);
  rmSync(aside, { force: true });
}
