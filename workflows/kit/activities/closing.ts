import type { Database } from '#database/database';
import { write } from '#database/record/process';
import { clearTrouble } from '#database/record/trouble';
import { clock } from '#domain/clock';
import { definitionOf } from '../../contracts.js';
import type { KitActivities } from '../record.js';
import { onProcess } from './locked.js';

const brake = 1_000; // milliseconds in which a parent is rung at most once

/** The end of a process. */
export const closing = (database: Database): Pick<KitActivities, 'close'> => ({
  close: async ({ process, outcome }) => {
    const parent = await onProcess(database, process, async (tx, locked) => {
      if (locked.closedAt) return locked.parentId;
      const now = clock.now();
      const ended = locked.outcome ?? outcome;
      await Promise.all([
        tx.run(`update task set state = 'withdrawn', lease_until = null where process_id = $1 and state = 'open' and not copy`, [process]),
        tx.run('update deadline set met_at = $2 where process_id = $1 and met_at is null', [process, now]),
        clearTrouble(tx, process),
        write(tx, locked, {
          at: now,
          action: 'close',
          detail: { outcome: ended },
          to: { state: Object.keys(definitionOf(locked.type).states).at(-1)!, outcome: ended, closedAt: now, suspendedAt: null },
        }),
      ]);
      return locked.parentId;
    });
    // Only now, and on a repeat too: a bell that waits already will ring after what was committed here, so none is needed besides.
    const now = clock.now();
    if (parent) await database.bare((tx) => tx.query('select ring_parent($1, $2, $3)', [parent, now, new Date(now.getTime() + brake)]));
  },
});
