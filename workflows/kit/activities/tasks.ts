import { v7 as uuid } from 'uuid';
import type { Database, Transaction } from '#database/database';
import { startDeadline } from '#database/record/deadlines';
import { mayBeGiven, poolForCopy } from '#database/record/people';
import { type Locked, write } from '#database/record/process';
import { reference } from '#database/record/reference';
import { letRead, openTask } from '#database/record/tasks';
import { clock } from '#domain/clock';
import { planDeadline } from '#domain/deadline';
import { definitionOf } from '../../contracts.js';
import type { KitActivities, Look, TaskAsked } from '../record.js';
import { eventTime } from './events.js';
import { climb } from './ladders.js';
import { isOver, lookAt, onceFor, onProcess } from './locked.js';

/** Tasks and copies are opened, and the ladders of open tasks climbed. */
export const tasks = (database: Database): Pick<KitActivities, 'openTask' | 'attend' | 'openCopy'> => ({
  openTask: (asked) =>
    onProcess(database, asked.process, async (tx, process) => {
      const now = clock.now();
      if (isOver(process) || (await otherSideWon(tx, asked))) return { upTo: process.seq };
      const known = await tx.one('select 1 as there from task where process_id = $1 and step = $2', [process.id, asked.step]);
      const look = known ? undefined : await open(tx, process, asked, now);
      return { ...(look ?? (await climb(tx, process, asked.step, now))), upTo: process.seq };
    }),

  attend: ({ process, step }) => onProcess(database, process, async (tx, locked) => ({ ...(await climb(tx, locked, step, clock.now())), upTo: locked.seq })),

  openCopy: ({ process, step, kind, role }) =>
    onProcess(database, process, async (tx, locked) => {
      const now = clock.now();
      await onceFor(tx, locked, step, now, async () => {
        const pool = await poolForCopy(tx, locked, role);
        if (!pool || isOver(locked)) return { pool: null };
        await tx.run('insert into task (id, process_id, step, kind, pool, copy, opened_at, unit_id) values ($1, $2, $3, $4, $5, true, $6, $7)', [
          uuid(),
          locked.id,
          step,
          kind,
          pool,
          now,
          locked.unitId,
        ]);
        await letRead(tx, locked, pool, 'copied');
        await write(tx, locked, { at: now, action: 'copied', task: step, detail: { pool } });
        return { pool };
      });
    }),
});

/** @returns when to look at it again, where that is known without looking: its ladder is new, and none of it is due yet */
async function open(tx: Transaction, process: Locked, { step, kind, pool, deadline, heldBy, notBy }: TaskAsked, now: Date): Promise<Look | undefined> {
  const { policies, calendar } = await reference(tx, process.policySet);
  const startsAt = deadline ? policies[deadline]?.startsAt : undefined;
  const running = deadline ? await startDeadline(tx, process, deadline, await eventTime(tx, process, definitionOf(process.type), startsAt, now)) : undefined;
  const held = heldBy !== undefined && (await mayBeGiven(tx, process, pool, heldBy, notBy));
  const holder = held ? { person: heldBy, leaseUntil: planDeadline({ policy: policies['claim.lease'], startedAt: now, calendar }).dueAt } : undefined;
  await openTask(tx, process, { step, kind, pool, deadline: running, notBy, holder }, now);
  const first = running?.ladder?.[0]?.at;
  return first && first > now && !process.suspendedAt ? lookAt(first, now) : undefined;
}

/** A side of a choice that another side has won over opens nothing more. */
async function otherSideWon(tx: Transaction, { process, within }: TaskAsked): Promise<boolean> {
  for (const { step, side } of within) {
    const won = await tx.one<{ side: string }>(`select result ->> 'side' as side from process_step where process_id = $1 and step = $2`, [process, step]);
    if (won && won.side !== side) return true;
  }
  return false;
}
