import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Refusal } from './say.js';

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

export const weAreRoot = (): boolean => process.getuid?.() === 0;

/** Whom PostgreSQL runs as: undefined where it is us. It refuses to run as root, so root lends it the user `postgres`, made where there is none, or else `nobody`. */
export function postgresUser(): SystemUser | undefined {
  if (!weAreRoot()) return undefined;
  return find('postgres') ?? (made('postgres') ? find('postgres') : undefined) ?? find('nobody') ?? refuse();
}

/** Checks that `user` may reach a folder. @throws Refusal that names the folder which is closed to it */
export function assertReachable(folder: string, user: SystemUser): void {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { uid, gid, mode } = statSync(path);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0)
      throw new Refusal(
        `PostgreSQL cannot run as root and runs as ${user.name}, who may not enter ${path}. Name another folder: --data /var/lib/liandong/NAME.`,
      );
    if (path === dirname(path)) return;
  }
}

function find(name: string): SystemUser | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })));
    return { name, uid: uid!, gid: gid! };
  } catch {
    return undefined;
  }
}

function made(name: string): boolean {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function refuse(): never {
  throw new Refusal(
    'PostgreSQL cannot run as root, and this system has neither a user postgres nor a user nobody to run it as. Add one, or start as an ordinary user.',
  );
}
