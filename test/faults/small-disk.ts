import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connected } from '#runtime/databases';
import { eventually } from '#testing/eventually';
import { ownerUrlOf } from '../e2e/owner.js';
import type { Product } from '#testing/product';

/** A disk that can be full. */
export interface Disk {
  /** Where the product keeps everything; left out where a folder of its own will do. */
  folder?: string;
  /** Leaves room for nothing more. */
  fill(product: Product): Promise<void>;
  makeRoom(product: Product): Promise<void>;
  remove(): Promise<void>;
}

const roomy = '2g'; // a bound, not what it takes

/** A disk in memory, for who may mount one; it is filled by making it as small as what lies on it. For everybody else a record that refuses to grow, with PostgreSQL's own code for it. */
export function smallDisk(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-disk-'));
  if (!mounted(folder, `size=${roomy}`)) {
    rmdirSync(folder);
    return refusingRecord;
  }
  return {
    folder,
    fill: async () => {
      while (!mounted(folder, `remount,size=${usedIn(folder)}`)); // what is written meanwhile counts as well
    },
    makeRoom: async () => void mounted(folder, `remount,size=${roomy}`),
    remove: async () => {
      await eventually(() => execFileSync('umount', [folder], { stdio: 'pipe' }), 30); // it is busy for a moment after the last program on it has ended
      rmdirSync(folder);
    },
  };
}

function mounted(folder: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function usedIn(folder: string): number {
  const { blocks, bfree, bsize } = statfsSync(folder);
  return (blocks - bfree) * bsize;
}

const growing = `select format('%I', tablename) from pg_tables where schemaname = 'public'`;

const refusingRecord: Disk = {
  fill: (product) =>
    connected(ownerUrlOf(product), async (owner) => {
      await owner.query(
        `create function no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`,
      );
      await owner.query(
        `do $$ declare one text; begin for one in ${growing} loop execute format('create trigger no_room before insert on %s for each statement execute function no_room()', one); end loop; end $$`,
      );
    }),
  makeRoom: (product) => connected(ownerUrlOf(product), async (owner) => void (await owner.query('drop function no_room() cascade'))),
  remove: () => Promise.resolve(),
};
