import { clock } from '#domain/clock';
import type { Client } from '../e2e/client.js';
import { type Crowd, gatherCrowd } from './crowd.js';
import { type Figure, percentile, timed } from './measure.js';
import type { Stage } from './stage.js';

const sizes = [100_000, 1_000_000];
const times = 200;
/** How often a page, or the bare statement beside it, is asked for before that counts: after it the api runs as one that has served for a while. */
const timesBefore = 400;
const pagesDown = 40;

/** The same page as a person's first, asked for in one prepared statement, without walls: one ordered scan for each pool, merged, with every column that the page shows. */
const bare = {
  name: 'worklist',
  text: `select t.id, t.process_id, t.step, t.kind, t.pool, o.short_name, t.copy, t.state, t.holder, h.name, t.lease_until, t.not_by, t.deadline_id, t.due_at, t.opened_at, t.outcome, t.decided_at,
      p.number, p.type, p.state, p.outcome, p.urgency, p.unit_id, u.short_name
    from (select c.* from unnest($1::text[]) pool (key), lateral (
        select t.* from task t where t.pool = pool.key and t.state = 'open' and not t.copy and (t.holder is null or t.lease_until <= $2) order by t.due_at, t.id limit 51
      ) c order by c.due_at, c.id limit 51) t
    join process p on p.id = t.process_id join organization o on o.id = split_part(t.pool, '/', 1)::uuid left join organization u on u.id = p.unit_id left join person h on h.id = t.holder
    order by t.due_at, t.id`,
};

/** A supervisor's overdue processes in one prepared statement, without walls, with every column that the page shows. */
const bareOverdue = {
  name: 'overdue',
  text: `select p.id, p.number, p.type, p.version, p.state, p.outcome, p.urgency, p.organization_id, o.short_name, p.unit_id, u.short_name, p.opened_at, p.closed_at, p.suspended_at,
      p.stuck_since, p.parked_since, p.subject_id, p.policy_set, w.kind, w.step, w.pool, pool.short_name, w.due_at, w.opened_at, w.deadline_id
    from process p join organization o on o.id = p.organization_id left join organization u on u.id = p.unit_id
    left join lateral (select t.* from task t where t.process_id = p.id and t.state = 'open' and not t.copy order by t.due_at, t.id limit 1) w on true
    left join organization pool on pool.id = split_part(w.pool, '/', 1)::uuid
    where p.closed_at is null and exists (select from deadline d where d.process_id = p.id and d.met_at is null and d.due_at <= $1)
    order by p.opened_at desc, p.id desc limit 51`,
};

/** Pages of a worklist with 100,000 and with 1,000,000 open tasks over HTTP, beside the bare statement; and a supervisor's overdue processes. The worker stands still meanwhile: no engine drives these processes. */
export async function worklist(stage: Stage): Promise<Figure[]> {
  stage.product.kill('worker', 'SIGSTOP');
  const crowd = await gatherCrowd(stage);
  try {
    return await measured(stage, crowd);
  } finally {
    await crowd.end();
  }
}

async function measured(stage: Stage, crowd: Crowd): Promise<Figure[]> {
  const figures: Figure[] = [];
  const medians: Record<string, number> = {};
  for (const size of sizes) {
    process.stderr.write(`Writing ${size} tasks.\n`);
    await crowd.grow(size);
    const of = size === sizes[0] ? '100k' : '1m';
    for (const { name, each } of await pages(stage, crowd)) {
      const p50 = percentile(each, 0.5);
      medians[`${name}.${of}`] = p50;
      figures.push(
        { name: `worklist.${of}.${name}.p50`, value: p50, unit: 'ms', n: each.length, ...boundOf(`${name}.${of}.p50`) },
        { name: `worklist.${of}.${name}.p99`, value: percentile(each, 0.99), unit: 'ms', n: each.length, ...boundOf(`${name}.${of}.p99`) },
      );
    }
    const ratio = (name: string, to: string, atMost?: number) =>
      figures.push({
        name: `worklist.${of}.${name}To${to[0]!.toUpperCase()}${to.slice(1)}`,
        value: medians[`${name}.${of}`]! / medians[`${to}.${of}`]!,
        unit: '×',
        n: times,
        ...(atMost && { bound: { atMost } }),
      });
    // With a million, the page is held against the page with 100,000.
    const toSql = size === sizes[0] ? 8 : undefined;
    ratio('first', 'sql', toSql);
    ratio('overdue', 'overdueSql', toSql);
    ratio('deep', 'first', 1.5);
    ratio('overdueDeep', 'overdue', 1.5);
    for (const name of ['dueThisWeek', 'number', 'unit', 'counts']) ratio(name, 'first', 4);
    for (const name of ['overdueNumber', 'overdueSender']) ratio(name, 'overdue', 4);
  }
  for (const name of ['first', 'deep', 'overdue', 'overdueDeep'])
    figures.push({
      name: `worklist.${name}.1mTo100k`,
      value: medians[`${name}.1m`]! / medians[`${name}.100k`]!,
      unit: '×',
      n: times,
      apart: true,
      bound: { atMost: 1.5 },
    });
  return figures;
}

const boundOf = (figure: string): Pick<Figure, 'bound'> => {
  const atMost = { 'first.100k.p50': 5, 'first.100k.p99': 20, 'overdue.100k.p50': 5, 'overdue.100k.p99': 20 }[figure];
  return atMost ? { bound: { atMost } } : {};
};

async function pages({ reviewers, people, owner }: Stage, { pools }: Crowd): Promise<{ name: string; each: number[] }[]> {
  const reader = reviewers[0]!;
  const look = async (who: Client, path: string) => {
    const ask = async () => void (await who.ok(who.get(path)));
    await timed(timesBefore, 1, ask);
    return (await timed(times, 1, ask)).each;
  };
  const pool = '/api/tasks?box=pool&limit=50';
  const number = (await reader.ok(reader.get(pool))).items[0].process.number as string;
  const overdue = '/api/processes?overdue=true&limit=50';
  const late = (await people.supervisor.ok(people.supervisor.get(overdue))).items[0];
  const sql = async () => void (await owner.query({ ...bare, values: [pools, clock.now()] }));
  const overdueSql = async () => void (await owner.query({ ...bareOverdue, values: [clock.now()] }));
  for (const statement of [sql, overdueSql]) await timed(timesBefore, 1, statement);
  return [
    { name: 'sql', each: (await timed(times, 1, sql)).each },
    { name: 'overdueSql', each: (await timed(times, 1, overdueSql)).each },
    { name: 'first', each: await look(reader, pool) },
    { name: 'deep', each: await look(reader, `${pool}&cursor=${encodeURIComponent(await down(reader, pool))}`) },
    { name: 'dueThisWeek', each: await look(reader, `${pool}&due=week`) },
    { name: 'number', each: await look(reader, `${pool}&q=${number}`) },
    { name: 'unit', each: await look(reader, `${pool}&q=${encodeURIComponent('住房')}`) },
    { name: 'counts', each: await look(reader, '/api/tasks/counts') },
    { name: 'overdue', each: await look(people.supervisor, overdue) },
    { name: 'overdueDeep', each: await look(people.supervisor, `${overdue}&cursor=${encodeURIComponent(await down(people.supervisor, overdue))}`) },
    { name: 'overdueNumber', each: await look(people.supervisor, `${overdue}&q=${late.number as string}`) },
    { name: 'overdueSender', each: await look(people.supervisor, `${overdue}&organization=${late.organization.id as string}`) },
  ];
}

/** The cursor of a page far down. */
async function down(reader: Client, path: string): Promise<string> {
  let cursor = '';
  for (let page = 0; page < pagesDown; page++)
    cursor = (await reader.ok(reader.get(cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path))).nextCursor as string;
  return cursor;
}
