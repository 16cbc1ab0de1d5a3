import type { Database } from '#database/database';
import type { Command } from '../contract.js';
import type { KitActivities } from '../record.js';
import { noSuchProcess } from './locked.js';

const pageSize = 500;

/** What a story reads of its record: decisions and recalls as rows, all else only by its number. */
export const reading = (database: Database): Pick<KitActivities, 'read'> => ({
  read: ({ process, after }) =>
    database.within(process, async (tx) => {
      // The number is read before the rows: a command that is committed in between is left to the next look.
      const locked = await tx.one<{ seq: number }>('select seq from process where id = $1', [process]);
      if (!locked) throw noSuchProcess(process);
      const rows = await tx.query<{ seq: number; kind: string; task: string | null; outcome: string | null; by: string | null }>(
        `select seq, kind, task_step as task, outcome, person_id as by from command where process_id = $1 and seq > $2 and seq <= $3 and kind in ('decide', 'recall') order by seq limit $4`,
        [process, after, locked.seq, pageSize],
      );
      const more = rows.length === pageSize;
      const steps =
        after > 0 ? [] : await tx.query<{ step: string; result: unknown }>('select step, result from process_step where process_id = $1', [process]);
      return {
        commands: rows.map(({ seq, kind, task, outcome, by }): Command => ({
          seq,
          kind,
          task: task ?? undefined,
          outcome: outcome ?? undefined,
          by: by ?? undefined,
        })),
        upTo: more ? rows.at(-1)!.seq : Math.max(locked.seq, after),
        more,
        steps: Object.fromEntries(steps.map(({ step, result }) => [step, result])),
      };
    }),
});
