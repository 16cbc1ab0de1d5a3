import type { Database } from '#database/database';
import { startDeadline } from '#database/record/deadlines';
import { write } from '#database/record/process';
import { reference } from '#database/record/reference';
import { clock } from '#domain/clock';
import { definitionOf } from '../../contracts.js';
import type { KitActivities } from '../record.js';
import { eventTime } from './events.js';
import { isOver, lookAt, onceFor, onProcess } from './locked.js';

/** Waits whose moment, and choices whose winner, is stored as a step. */
export const choices = (database: Database): Pick<KitActivities, 'awaitMoment' | 'settle'> => ({
  awaitMoment: ({ process, step, deadline }) =>
    onProcess(database, process, async (tx, locked) => {
      const now = clock.now();
      const over = await tx.one('select 1 as over from process_step where process_id = $1 and step = $2', [process, step]);
      if (over) return { over: true };
      if (isOver(locked) || locked.suspendedAt) return { over: false };
      const started = await tx.one<{ id: string; dueAt: Date }>(
        `select d.id, d.due_at as "dueAt" from timeline_entry e join deadline d on d.id = (e.detail ->> 'id')::uuid where e.process_id = $1 and e.action = 'wait' and e.task_step = $2`,
        [process, step],
      );
      const running = started ?? (await begin());
      if (running.dueAt > now) return { over: false, ...lookAt(running.dueAt, now) };
      await tx.run('update deadline set met_at = $2 where id = $1', [running.id, now]);
      await onceFor(tx, locked, step, now, () => Promise.resolve({ at: running.dueAt.toISOString() }));
      await write(tx, locked, { at: now, action: 'waited', task: step });
      return { over: true };

      async function begin() {
        const { policies } = await reference(tx, locked.policySet);
        const at = await eventTime(tx, locked, definitionOf(locked.type), policies[deadline]?.startsAt, now);
        const row = await startDeadline(tx, locked, deadline, at);
        await write(tx, locked, { at: now, action: 'wait', task: step, detail: { id: row.id, deadline } });
        return row;
      }
    }),

  settle: ({ process, step, side }) =>
    onProcess(database, process, async (tx, locked) => {
      const now = clock.now();
      if (isOver(locked)) return { side };
      return onceFor(tx, locked, step, now, async () => {
        // The steps of a side carry it in their names: sign/first/1/signed/1.
        const [of, won] = [`/${step}/`, `/${step}/${side}/`];
        const lost = await tx.query<{ step: string; deadline: string | null }>(
          `update task set state = 'withdrawn', lease_until = null where process_id = $1 and state = 'open' and position($2 in step) > 0 and position($3 in step) = 0
           returning step, deadline_id as deadline`,
          [process, of, won],
        );
        const waits = await tx.query<{ deadline: string }>(
          `select detail ->> 'id' as deadline from timeline_entry where process_id = $1 and action = 'wait' and position($2 in task_step) > 0 and position($3 in task_step) = 0`,
          [process, of, won],
        );
        const idle = [...lost, ...waits].map(({ deadline }) => deadline);
        await tx.run(
          `update deadline d set met_at = $3 where d.id = any ($2) and d.met_at is null and d.process_id = $1 and not exists (select from task t where t.deadline_id = d.id and t.state = 'open')`,
          [process, idle, now],
        );
        for (const task of lost) await write(tx, locked, { at: now, action: 'withdrawn', task: task.step });
        await write(tx, locked, { at: now, action: 'settled', detail: { step, side } });
        return { side };
      });
    }),
});
