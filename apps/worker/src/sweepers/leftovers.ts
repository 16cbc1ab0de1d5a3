import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clock } from '#domain/clock';
import type { Log } from '#config/logger';
import type { Database } from '#database/database';
import { atMost, repeatedly, swept } from './repeatedly.js';

const day = 24 * 3_600_000;

/** How long what has served its time is kept, in milliseconds. Clients are promised that a request may be repeated for seven days. */
const keep = { idempotency: 7 * day, heartbeats: day, documents: day };

/** Removes what has served its time: old idempotency keys, the heartbeats of workers that are no more, and uploads that no clue came to name, with their files in `folder`. */
export async function sweepLeftovers(database: Database, folder: string, log: Log): Promise<void> {
  const before = (age: number) => new Date(clock.now().getTime() - age);
  const keys = await repeatedly(() => swept(database, 'select sweep_idempotency($1, $2) as swept', [before(keep.idempotency), atMost]));
  const heartbeats = await swept(database, 'select sweep_heartbeats($1) as swept', [before(keep.heartbeats)]);
  const files = await repeatedly(() => sweepFiles(database, folder, before(keep.documents)));
  if (keys + heartbeats + files > 0) log.info({ keys, heartbeats, files }, 'leftovers have been swept');
}

/** A file goes after its row, once that is committed; the record forgets it when it is gone. A sweep that was cut off between is finished by the next. */
async function sweepFiles(database: Database, folder: string, before: Date): Promise<number> {
  const rows = await database.bare((tx) => tx.query<{ id: string }>('select sweep_documents as id from sweep_documents($1, $2)', [before, atMost]));
  const ids = rows.map(({ id }) => id);
  for (const id of ids) for (const file of [id, `${id}.part`]) await rm(join(folder, file), { force: true });
  if (ids.length > 0) await database.bare((tx) => tx.run('select forget_stray_files($1)', [ids]));
  return ids.length;
}
