import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#database/database';
import { currentReference } from '#database/record/reference';
import { addDays, dayOf, endOf, weekdayOf } from '#domain/shanghai';
import { allDefinitions } from '#workflows/contracts';
import { type Actor, homesOf, poolsInSightOf, poolsOf } from '../http/actor.js';
import { say } from '#domain/language';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { numberLike } from '../processes/names.js';
import { EngineState } from '../processes/engine-state.js';
import { poolWords } from '../processes/pools.js';
import { awaitsOf, processColumns, type ProcessRecord, processRow } from '../processes/process-rows.js';
import { taskColumns, taskJoins, type TaskRecord, taskRow } from './task-rows.js';
import type { CountsView, CountView, KindView, MyPoolView, TaskPage, TaskRow, TasksQuery } from './tasks.dto.js';

/** A box counts no farther: nobody works off more, and pages ask for the counts with every change. */
const most = 1_000;

/** Processes that are looked up by their number before their tasks are. */
const few = 500;

/** What a text in the search field stands for. */
interface Sought {
  processes?: string[];
  number?: string;
  units?: string[];
}

/** What is counted is what is listed: nothing of a process that is out of sight by now. */
const inSight = (of: string) => `exists (select from process p where p.id = ${of}.process_id)`;

const idsOf = async (tx: Transaction, statement: string, values: unknown[]) => (await tx.query<{ id: string }>(statement, values)).map(({ id }) => id);
type Bind = (value: unknown) => string;

/** The rows of each pool, one pool after the other and no farther than is asked for: of a plain list of pools, PostgreSQL gathers all that lies in them first. */
const eachOf = (pools: string[], inPool: (pool: string) => string, bind: Bind) =>
  (pools.length > 0 ? pools : [null /* where nothing lies */]).map((pool) => `(${inPool(bind(pool))})`).join(' union all ');

/** The boxes of the inbox: 待办 (the pools and what is in hand), 已办, 我发起的, 抄送我的. */
@Injectable()
export class BoxesService {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineState,
  ) {}

  list(actor: Actor, query: TasksQuery): Promise<TaskPage> {
    return this.database.look(actor, async (tx) => (query.box === 'started' ? this.started(tx, actor, query) : this.tasks(tx, actor, query)));
  }

  /** How many rows each box has, exact up to 1,000. */
  counts(actor: Actor): Promise<CountsView> {
    return this.database.look(actor, async (tx) => {
      const count = async (from: (bind: Bind) => string): Promise<CountView> => {
        const values: unknown[] = [];
        const row = await tx.one<{ count: number }>(
          `select count(*)::int as count from (${from((value) => `$${values.push(value)}`)} limit ${most + 1}) c`,
          values,
        );
        return { count: Math.min(row!.count, most), more: row!.count > most };
      };
      const me = actor.person;
      return {
        pool: await count((bind) => {
          const now = bind(actor.now);
          const inPool = (pool: string) =>
            `select from task t where t.pool = ${pool} and t.state = 'open' and not t.copy and (t.holder is null or t.lease_until <= ${now}) limit ${most + 1}`;
          return `select from (${eachOf(this.pools(actor), inPool, bind)}) t`;
        }),
        mine: await count(
          (bind) => `select from task t where t.holder = ${bind(me)} and t.state = 'open' and not t.copy and t.lease_until > ${bind(actor.now)}`,
        ),
        done: await count((bind) => `select from task t where t.decided_by = ${bind(me)} and t.state = 'decided' and not t.copy and ${inSight('t')}`),
        started: await count((bind) => `select from process p where p.opened_by = ${bind(me)} and p.organization_id = any (${bind(homesOf(actor))})`),
        copied: await count((bind) => `select from task t where t.pool = any (${bind(poolsOf(actor))}) and t.state = 'open' and t.copy`),
        notices: await count(
          (bind) =>
            `select from notice n where (n.person_id = ${bind(me)} or n.pool = any (${bind(poolsOf(actor))})) and n.at > ${bind(new Date(actor.now.getTime() - 7 * 86_400_000))} and ${inSight('n')}`,
        ),
      };
    });
  }

  myPools(actor: Actor): MyPoolView[] {
    return actor.roles.map(({ role, organizationId, organization }) => ({
      key: `${organizationId}/${role}`,
      name: say(poolWords(`${organizationId}/${role}`, organization), actor.language),
      role,
      organization,
    }));
  }

  kinds(actor: Actor): KindView[] {
    return allDefinitions().flatMap(({ tasks }) => Object.entries(tasks).map(([kind, { name }]) => ({ kind, name: say(name, actor.language) })));
  }

  /** A lead sees the team's pool besides the own one. */
  private pools(actor: Actor, only?: string): string[] {
    return poolsInSightOf(actor).filter((pool) => !only || pool === only);
  }

  private async tasks(tx: Transaction, actor: Actor, query: TasksQuery): Promise<TaskPage> {
    const reference = await currentReference(tx, actor.now);
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const decided = query.box === 'done';
    const sought = query.q ? await this.sought(tx, query.q) : undefined;
    const rows = await tx.query<TaskRecord>(this.statement(actor, query, sought, bind), values);
    const pools = poolsOf(actor);
    return pageOf(
      rows,
      query.limit,
      (row): TaskRow => taskRow(row, reference, actor, pools),
      (row) => (decided ? cursorOf(row.decidedAt!, row.id) : cursorOf(row.dueAt instanceof Date ? row.dueAt : 'infinity', row.id)),
    );
  }

  /**
   * What a text stands for: the beginning of a number, or a part of a unit's name. Processes are looked up where they are few;
   * where a number begins so widely that they are many, the scan of the pools comes upon them soon enough.
   */
  private async sought(tx: Transaction, q: string): Promise<Sought> {
    if (!numberLike.test(q)) {
      const named = `position($1 in name) > 0 or position($1 in short_name) > 0 or position(lower($1) in lower(name_en)) > 0`;
      return { units: await idsOf(tx, `select id from organization where kind = 'unit' and (${named})`, [q]) };
    }
    const number = q.toUpperCase();
    // Planned for this very number: of any number so many processes are expected that all which the person may see would be gathered first.
    const plan = (how: string) => tx.run(`select set_config('plan_cache_mode', $1, true)`, [how]);
    const statement = `select id from process where number >= $1 and number < $1 || chr(1114111) limit $2`;
    const [, processes] = await Promise.all([plan('force_custom_plan'), idsOf(tx, statement, [number, few + 1]), plan('force_generic_plan')]);
    return processes.length > few ? { number } : { processes };
  }

  /**
   * Pools are scanned side by side, each in the order of its index.
   * The few tasks of processes that are known are looked up, and those of units pool by pool and unit by unit.
   */
  private statement(actor: Actor, query: TasksQuery, sought: Sought | undefined, bind: Bind): string {
    const { box, limit } = query;
    const now = () => bind(actor.now);
    const filters = this.filters(query, sought, actor, bind);
    const size = bind(limit + 1);
    if (box === 'done') {
      const place = placeOf(query.cursor, 'moment', 'id');
      const after = place ? `and (t.decided_at, t.id) < (${bind(place[0])}, ${bind(place[1])})` : '';
      return `select ${taskColumns(actor.language)} from task t ${taskJoins} where t.decided_by = ${bind(actor.person)} and t.state = 'decided' and not t.copy ${after} ${filters} order by t.decided_at desc, t.id desc limit ${size}`;
    }
    const place = placeOf(query.cursor, 'moment', 'id');
    const after = place ? `and (t.due_at, t.id) > (${bind(place[0])}, ${bind(place[1])})` : '';
    if (box === 'mine') {
      return `select ${taskColumns(actor.language)} from task t ${taskJoins} where t.holder = ${bind(actor.person)} and t.state = 'open' and not t.copy and t.lease_until > ${now()} ${after} ${filters} order by t.due_at, t.id limit ${size}`;
    }
    const own = box === 'copied' ? `t.copy` : `not t.copy and (t.holder is null or t.lease_until <= ${now()})`;
    const pools = box === 'copied' ? poolsOf(actor).filter((pool) => !query.pool || pool === query.pool) : this.pools(actor, query.pool);
    if (sought?.processes) {
      return `select ${taskColumns(actor.language)} from task t ${taskJoins} where t.pool = any (${bind(pools)}) and t.state = 'open' and ${own} ${after} ${filters} order by t.due_at, t.id limit ${size}`;
    }
    const inPool = (pool: string, unit?: string) =>
      `select t.* from task t where t.pool = ${pool} ${unit ? `and t.unit_id = ${unit}` : ''} and t.state = 'open' and ${own} ${after} ${filters} order by t.due_at, t.id limit ${size}`;
    const scans = sought?.units
      ? `select c.* from unnest(${bind(pools)}::text[]) pool (key), unnest(${bind(sought.units)}::uuid[]) unit (id), lateral (${inPool('pool.key', 'unit.id')}) c`
      : eachOf(pools, inPool, bind);
    return `select ${taskColumns(actor.language)} from (select c.* from (${scans}) c order by c.due_at, c.id limit ${size}) t ${taskJoins} order by t.due_at, t.id`;
  }

  private filters({ kind, due, overdue, box }: TasksQuery, sought: Sought | undefined, actor: Actor, bind: Bind): string {
    const today = dayOf(actor.now);
    const end = due === 'today' ? endOf(today) : due === 'week' ? endOf(addDays(today, (7 - weekdayOf(today)) % 7)) : undefined;
    return [
      kind && `and t.kind = ${bind(kind)}`,
      end && `and t.due_at <= ${bind(end)}`,
      overdue && `and t.due_at <= ${bind(actor.now)}`,
      sought?.processes && `and t.process_id = any (${bind(sought.processes)}::uuid[])`,
      sought?.number &&
        `and exists (select from process p where p.id = t.process_id and p.number >= ${bind(sought.number)} and p.number < ${bind(`${sought.number}\u{10ffff}`)})`,
      sought?.units && (box === 'done' || box === 'mine') && `and t.unit_id = any (${bind(sought.units)}::uuid[])`,
    ]
      .filter(Boolean)
      .join(' ');
  }

  private async started(tx: Transaction, actor: Actor, { cursor, limit, q }: TasksQuery): Promise<TaskPage> {
    const place = placeOf(cursor, 'moment', 'id');
    const sought = q ? await this.sought(tx, q) : undefined;
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const conditions = [
      `p.opened_by = ${bind(actor.person)} and p.organization_id = any (${bind(homesOf(actor))})`,
      place && `(p.opened_at, p.id) < (${bind(place[0])}, ${bind(place[1])})`,
      sought?.processes && `p.id = any (${bind(sought.processes)}::uuid[])`,
      // Not as a range, which PostgreSQL would look up in the index of numbers: it would gather all that begin so widely before it orders them.
      sought?.number && `starts_with(p.number, ${bind(sought.number)})`,
      sought?.units && `p.unit_id = any (${bind(sought.units)}::uuid[])`,
    ].filter(Boolean);
    const rows = await tx.query<ProcessRecord>(
      `select ${processColumns(actor.language)} from process p where ${conditions.join(' and ')} order by p.opened_at desc, p.id desc limit ${bind(limit + 1)}`,
      values,
    );
    const awaits = await awaitsOf(tx, rows, actor.language);
    const engine = this.engine.seen;
    return pageOf(rows, limit, (row) => startedRow(processRow({ ...row, bare: false }, awaits(row), engine, actor)), (row) => cursorOf(row.openedAt, row.id)); // oxfmt-ignore
  }
}

/** A process that the person opened, as a row among tasks: its state stands where a task's name would. */
function startedRow({
  id,
  number,
  type,
  state,
  stateName,
  outcome,
  urgency,
  unit,
  openedAt,
  dueAt,
  closedAt,
  sentence,
}: ReturnType<typeof processRow>): TaskRow {
  return {
    name: stateName,
    state: closedAt ? 'decided' : 'open',
    copy: false,
    process: { id, number, type, state, stateName, outcome },
    unit,
    urgency,
    mine: false,
    openedAt,
    dueAt,
    decidedAt: closedAt,
    sentence,
    claim: { allowed: false },
  };
}
