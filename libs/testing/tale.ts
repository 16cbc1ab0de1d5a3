import type { Pool } from 'pg';
import type { SmallCity } from './small-city.js';

/** What the record holds of a process and its children, without ids and dates, in an order that does not depend on who was quicker: two tales are equal where the same happened. */
export interface Tale {
  state: string;
  outcome: string | null;
  tasks: Record<string, unknown>[];
  steps: Record<string, unknown>[];
  commands: Record<string, unknown>[];
  notices: Record<string, unknown>[];
  /** What the timeline tells: each effect has its entry. */
  entries: Record<string, unknown>[];
  children: Record<string, Tale>;
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const moment = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Tells it, as the owner of the record. */
export async function tellTale(owner: Pool, city: SmallCity, process: string): Promise<Tale> {
  const names = new Map(Object.entries(city).map(([name, id]) => [id as string, name]));
  const plain = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(uuid, (id) => names.get(id) ?? 'id')
        .replaceAll(moment, 'date'),
    );
  const rows = async (statement: string) => {
    const found = (await owner.query<Record<string, unknown>>(statement, [process])).rows.map((row) => plain(row) as Record<string, unknown>);
    return found.map((row): [string, Record<string, unknown>] => [JSON.stringify(row), row]).sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row); // oxfmt-ignore
  };
  const [self] = (await owner.query<{ state: string; outcome: string | null }>('select state, outcome from process where id = $1', [process])).rows;
  const { rows: born } = await owner.query<{ id: string; key: string }>('select id, child_key as key from process where parent_id = $1 order by child_key', [
    process,
  ]);
  const children: [string, Tale][] = [];
  for (const { id, key } of born) children.push([key, await tellTale(owner, city, id)]);
  return {
    ...self!,
    tasks: await rows(
      `select t.step, kind, pool, copy, t.state, holder, not_by, outcome, decided_by, d.key as deadline, d.met_at is not null as met from task t left join deadline d on d.id = deadline_id where t.process_id = $1`,
    ),
    steps: await rows('select step, result from process_step where process_id = $1'),
    commands: await rows('select kind, task_step, outcome, person_id from command where process_id = $1'),
    notices: await rows('select kind, rung, pool, person_id from notice where process_id = $1'),
    entries: await rows('select action, person_id, task_step, detail from timeline_entry where process_id = $1'),
    children: Object.fromEntries(children),
  };
}
