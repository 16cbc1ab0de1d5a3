import { Injectable } from '@nestjs/common';
import { Database } from '#database/database';
import { currentReference } from '#database/record/reference';
import { addWorkingDays } from '#domain/calendar';
import { addDays, dayOf, endOf, startOf, weekdayOf } from '#domain/shanghai';
import { type Actor, rolesOf } from '../http/actor.js';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { EngineState } from './engine-state.js';
import { processColumns, processJoins, type ProcessRecord, processRow, waitingTasks } from './process-rows.js';
import type { ProcessesQuery, ProcessPage } from './processes.dto.js';

/** The conditions under which a process counts as what a number of the board says; `$now`, `$week`, `$silent` and `$month` are moments. */
export const conditions = {
  open: () => 'p.closed_at is null',
  overdue: (now: string) => `p.closed_at is null and exists (select from deadline d where d.process_id = p.id and d.met_at is null and d.due_at <= ${now})`,
  dueThisWeek: (now: string, week: string) =>
    `p.closed_at is null and exists (select from deadline d where d.process_id = p.id and d.met_at is null and d.due_at > ${now} and d.due_at <= ${week})`,
  silent: (since: string) => `p.closed_at is null and p.moved_at < ${since}`,
  closedThisMonth: (month: string) => `p.closed_at >= ${month}`,
};

/** The moments that the conditions compare with. */
export async function momentsOf(tx: Parameters<typeof currentReference>[0], now: Date): Promise<{ week: Date; month: Date; silent: Date }> {
  const { policies, calendar } = await currentReference(tx, now);
  const today = dayOf(now);
  return {
    week: endOf(addDays(today, (7 - weekdayOf(today)) % 7)),
    month: startOf(`${today.slice(0, 7)}-01`),
    silent: startOf(addWorkingDays(calendar, today, -policies['board.silence'].amount)),
  };
}

/** Lists of processes that the person may see. */
@Injectable()
export class ProcessLists {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineState,
  ) {}

  list(actor: Actor, query: ProcessesQuery): Promise<ProcessPage> {
    const place = placeOf(query.cursor, 'moment', 'id');
    return this.database.look(actor, async (tx) => {
      const { week, month, silent } = await momentsOf(tx, actor.now);
      const values: unknown[] = [];
      const bind = (value: unknown) => `$${values.push(value)}`;
      const where = [
        query.type && `p.type = ${bind(query.type)}`,
        query.state && `p.state = ${bind(query.state)}`,
        query.organization && `p.organization_id = ${bind(query.organization)}`,
        query.q && `p.number >= ${bind(query.q)} and p.number < ${bind(`${query.q}\u{10ffff}`)}`,
        query.open && conditions.open(),
        query.overdue && conditions.overdue(bind(actor.now)),
        query.dueThisWeek && conditions.dueThisWeek(bind(actor.now), bind(week)),
        query.silent && conditions.silent(bind(silent)),
        query.closedThisMonth && conditions.closedThisMonth(bind(month)),
        place && `(p.opened_at, p.id) < (${bind(place[0])}, ${bind(place[1])})`,
      ].filter(Boolean);
      const rows = await tx.query<ProcessRecord>(
        `select ${processColumns(actor.language)} from process p ${processJoins} ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by p.opened_at desc, p.id desc limit ${bind(query.limit + 1)}`,
        values,
      );
      const engine = this.engine.seen;
      const tasks = await waitingTasks(
        tx,
        rows.map(({ id }) => id),
        actor.language,
      );
      const bare = rolesOf(actor).every((role) => role === 'administrator');
      return pageOf(
        rows,
        query.limit,
        (row) => processRow(row, tasks.get(row.id), engine, actor, bare),
        (row) => cursorOf(row.openedAt, row.id),
      );
    });
  }
}
