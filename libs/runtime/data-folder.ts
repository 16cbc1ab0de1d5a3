import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockData } from './data-lock.js';
import { makeFolder, readJson, writeJson } from './files.js';
import { endOrphans } from './run-file.js';
import { Refusal } from './say.js';
import { assertReachable, type SystemUser } from './user.js';

/** Somebody of the sample city, as whom one can log in. */
export interface SampleAccount {
  name: string;
  password: string;
  roles: string[];
  organization: string;
}

/** What a data folder says about itself, in its liandong.json. */
export interface DataMark {
  format: 1;
  /** By record (`embedded`, or host, port and name of a given database): whether it is to hold the sample city, which is decided on the first start; once it does, its accounts. */
  samples: Record<string, boolean | SampleAccount[]>;
  /** Its own PostgreSQL was made: from then on what is missing of it is lost, and is never made anew. */
  postgres?: boolean;
  /** A backup is being put into it: until all of it is there, nothing may start on it. */
  restoring?: boolean;
}

const least = 500 * 1024 * 1024;
/** Bytes: with less, PostgreSQL may not get its next segment. */
export const tight = 50 * 1024 * 1024;
const markIn = (data: string) => join(data, 'liandong.json');

export const readMark = (data: string): DataMark => readJson<DataMark>(markIn(data)) ?? { format: 1, samples: {} };
export const writeMark = (data: string, mark: DataMark): void => writeJson(markIn(data), mark);

/** Makes a data folder ready for this process alone: made where it is absent, locked, rid of what a killed run left running. @returns what gives it back @throws Refusal */
export async function openDataFolder(data: string, user: SystemUser | undefined): Promise<() => void> {
  if (user) assertReachable(nearestFolder(dirname(data)), user);
  make(data);
  const content = readdirSync(data).filter((name) => name !== 'lost+found');
  if (content.length > 0 && !content.some((name) => name === 'liandong.json' || name.startsWith('lock')))
    throw new Refusal(`${data} holds something that is not Liandong's: name an empty folder, or one that does not exist yet.`);
  if (user) {
    assertOurs(data, user);
    // Its own group may enter, nobody else: PostgreSQL keeps its files in there, and secrets.json is for us alone.
    chownSync(data, 0, user.gid);
    chmodSync(data, 0o710);
    assertReachable(data, user);
  }
  const full = fullDisk(data);
  if (full) throw new Refusal(full);
  const release = lockData(data);
  if (!existsSync(markIn(data))) writeMark(data, { format: 1, samples: {} });
  await endOrphans(data);
  if (readMark(data).restoring) {
    release();
    throw new Refusal(`A restore into ${data} was cut short, so that it lacks part of its backup: remove the folder, and restore once more.`);
  }
  return release;
}

/** What an ordinary user has begun, root does not take over: neither could go on with it afterwards. */
function assertOurs(data: string, user: SystemUser): void {
  const cluster = join(data, 'postgres');
  if (!existsSync(cluster)) return;
  const { uid } = statSync(cluster);
  if (uid !== user.uid)
    throw new Refusal(
      `${cluster} belongs to user ${uid}, and PostgreSQL would run as ${user.name}: start as who started it before, or on another folder with --data DIR.`,
    );
}

/** A sentence where the disk under a folder is all but full, or the folder is gone. */
export function fullDisk(folder: string, needed = least): string | undefined {
  if (!existsSync(folder)) return `The folder ${folder} is gone.`;
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= needed) return undefined;
  return `The disk that holds ${folder} is full: ${Math.floor(free / 1024 / 1024)} MB are free, and ${needed / 1024 / 1024} MB are needed. Make room, or move the folder with --data DIR.`;
}

const nearestFolder = (path: string): string => (existsSync(path) ? path : nearestFolder(dirname(path)));

function make(data: string): void {
  try {
    makeFolder(dirname(data));
    mkdirSync(data, { recursive: true, mode: 0o700 });
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(`The data folder ${data} cannot be made or written to (${code}): name another one with --data DIR.`);
  }
}
