import type { Database } from '#database/database';
import type { Command } from '../contract.js';
import type { KitActivities } from '../record.js';
import { noSuchProcess } from './locked.js';

const pageSize = 500;

/** What a story reads of its record: decisions and recalls as rows, all else only by its number. */
export const reading = (database: Database): Pick<KitActivities, 'read'> => ({
  read: ({ process, after }) =>
    database.within(process, async (tx) => {
      const [rows, steps] = await Promise.all([
        // One statement, so one moment: the last number, and the rows up to it.
        tx.query<{ last: number; seq: number | null; kind: string; task: string | null; outcome: string | null; by: string | null }>(
          `select p.seq as last, c.seq, c.kind, c.task_step as task, c.outcome, c.person_id as by from process p
           left join lateral (select * from command where process_id = p.id and seq > $2 and kind in ('decide', 'recall') order by seq limit $3) c on true
           where p.id = $1 order by c.seq`,
          [process, after, pageSize],
        ),
        after > 0 ? [] : tx.query<{ step: string; result: unknown }>('select step, result from process_step where process_id = $1', [process]),
      ]);
      if (!rows[0]) throw noSuchProcess(process);
      const commands = rows.flatMap(({ seq, kind, task, outcome, by }): Command[] =>
        seq === null ? [] : [{ seq, kind, task: task ?? undefined, outcome: outcome ?? undefined, by: by ?? undefined }],
      );
      const more = commands.length === pageSize;
      return {
        commands,
        upTo: more ? commands.at(-1)!.seq : Math.max(rows[0].last, after),
        more,
        steps: Object.fromEntries(steps.map(({ step, result }) => [step, result])),
      };
    }),
});
