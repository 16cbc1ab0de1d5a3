import { Injectable } from '@nestjs/common';
import { Database } from '#database/database';
import { currentReference } from '#database/record/reference';
import { addWorkingDays } from '#domain/calendar';
import { processNumberMeant } from '#domain/number-series';
import { addDays, dayOf, endOf, startOf, weekdayOf } from '#domain/shanghai';
import { allDefinitions } from '#workflows/contracts';
import { type Actor, homesOf, poolsInSightOf } from '../http/actor.js';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { EngineState } from './engine-state.js';
import { awaitsOf, processColumns, processRow, type SeenRecord } from './process-rows.js';
import type { ProcessesQuery, ProcessPage } from './processes.dto.js';

/** The deadlines that a process shares with all who follow its course, as `type key`: what lists tell, and what they can be asked for. */
const sharedDeadlines = allDefinitions().flatMap(({ type, shared }) => shared.deadlines.map((key) => `'${type} ${key}'`));
// Looked for process by process (that is what `offset 0` says): of all such deadlines together, PostgreSQL holds each against each process on the way to a page.
const running = (due: string) =>
  `exists (select from deadline d where d.process_id = p.id and d.met_at is null and ${due} and p.type || ' ' || d.key in (${sharedDeadlines.join(', ')}) offset 0)`;

/** The conditions under which a process counts as what a number of the board says; `now`, `week`, `since` and `month` are moments, as a statement names them. */
export const conditions = {
  open: () => 'p.closed_at is null',
  overdue: (now: string) => `p.closed_at is null and ${running(`d.due_at <= ${now}`)}`,
  dueThisWeek: (now: string, week: string) => `p.closed_at is null and ${running(`d.due_at > ${now} and d.due_at <= ${week}`)}`,
  silent: (since: string) => `p.closed_at is null and p.moved_at < ${since}`,
  closedThisMonth: (month: string) => `p.closed_at >= ${month}`,
};

/**
 * Whether the reader follows the course of a process that is in sight: all but those that only an administrator's role brings into it. What cannot be read cannot be asked for either:
 * each condition on a course goes with this one.
 */
export function followed(actor: Actor, bind: (value: unknown) => string): string {
  if (!actor.roles.some(({ role }) => role === 'administrator')) return 'true';
  const me = bind(actor.person);
  const homes = bind(homesOf(actor));
  const pools = bind(poolsInSightOf(actor));
  return `(p.organization_id = any ((select watch_of(${me}, 'supervisor'))::uuid[]) or (p.opened_by = ${me} and p.organization_id = any (${homes}::uuid[]))
    or exists (select from process_reader r where r.process_id = p.id and r.pool = any (${pools})))`;
}

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
      const meant = query.q && processNumberMeant(actor.now, query.q);
      const course = followed(actor, bind);
      const asksForCourse = query.state || query.overdue || query.dueThisWeek || query.silent;
      const where = [
        asksForCourse && course,
        query.type && `p.type = ${bind(query.type)}`,
        query.state && `p.state = ${bind(query.state)}`,
        query.organization && `p.organization_id = ${bind(query.organization)}`,
        meant && `p.number >= ${bind(meant)} and p.number < ${bind(`${meant}\u{10ffff}`)}`,
        query.open && conditions.open(),
        query.overdue && conditions.overdue(bind(actor.now)),
        query.dueThisWeek && conditions.dueThisWeek(bind(actor.now), bind(week)),
        query.silent && conditions.silent(bind(silent)),
        query.closedThisMonth && conditions.closedThisMonth(bind(month)),
        place && `(p.opened_at, p.id) < (${bind(place[0])}, ${bind(place[1])})`,
      ].filter(Boolean);
      const rows = await tx.query<SeenRecord>(
        `select ${processColumns(actor.language)}, not ${course} as bare from process p ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by p.opened_at desc, p.id desc limit ${bind(query.limit + 1)}`,
        values,
      );
      const engine = this.engine.seen;
      const awaits = await awaitsOf(tx, rows, actor.language);
      return pageOf(
        rows,
        query.limit,
        (row) => processRow(row, awaits(row), engine, actor),
        (row) => cursorOf(row.openedAt, row.id),
      );
    });
  }
}
