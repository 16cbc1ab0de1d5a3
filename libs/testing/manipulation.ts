import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { beginning, hashOf } from '#database/record/chain';

/** What somebody who rules the database may do to a timeline. */
export const manipulations = ['edit', 'insert', 'delete', 'cut-tail'] as const;

export interface Manipulation {
  how: (typeof manipulations)[number];
  process: string;
  /** The entry that it concerns: the first that is no longer what it was. */
  n: number;
  /** Whether all later hashes and the head are made to fit. */
  recomputed: boolean;
}

/** Manipulates a timeline. `random` chooses between the ways to do it. */
export async function manipulate(owner: Client, { how, process, n, recomputed }: Manipulation, random: () => number): Promise<void> {
  if (how === 'edit') await edit(owner, process, n, random);
  if (how === 'insert') await insert(owner, process, n);
  if (how === 'delete') await owner.query('delete from timeline_entry where process_id = $1 and n = $2', [process, n]);
  if (how === 'delete' && (recomputed || random() < 0.5)) await move(owner, process, n + 1, -1);
  if (how === 'cut-tail') await owner.query('delete from timeline_entry where process_id = $1 and n >= $2', [process, n]);
  if (recomputed) await makeFit(owner, process);
}

async function edit(owner: Client, process: string, n: number, random: () => number): Promise<void> {
  const ways: [column: string, value: string, parameter?: unknown][] = [
    ['at', `at + interval '1 day'`],
    ['at', `at + interval '1 microsecond'`],
    ['action', `action || '-not'`],
    ['person_id', '$3', randomUUID()],
    ['task_step', `coalesce(task_step, '') || '1'`],
    ['detail', `detail || '{"outcome": "return"}'`],
    ['detail', `jsonb_set(detail, '{more}', 'null')`],
    ['content_digest', '$3', randomBytes(32)],
  ];
  const [column, value, parameter] = ways[Math.floor(random() * ways.length)]!;
  await owner.query(`update timeline_entry set ${column} = ${value} where process_id = $1 and n = $2`, [
    process,
    n,
    ...(parameter === undefined ? [] : [parameter]),
  ]);
}

async function insert(owner: Client, process: string, n: number): Promise<void> {
  await move(owner, process, n, 1);
  await owner.query(
    `insert into timeline_entry (process_id, n, at, action, detail, hash) select id, $2, moved_at, 'nudge', '{}', sha256(head) from process where id = $1`,
    [process, n],
  );
}

/** Gives entries other numbers, from one on. */
async function move(owner: Client, process: string, from: number, by: number): Promise<void> {
  await owner.query('update timeline_entry set n = -n - $3 where process_id = $1 and n >= $2', [process, from, by]);
  await owner.query('update timeline_entry set n = -n where process_id = $1 and n < 0', [process]);
}

/** Computes all hashes of a timeline anew, and its head. */
async function makeFit(owner: Client, process: string): Promise<void> {
  const { rows } = await owner.query('select * from timeline_entry where process_id = $1 order by n', [process]);
  let head: Buffer = beginning;
  for (const { n, at, action, person_id, task_step, detail, content_digest } of rows) {
    const [person, task, contentDigest] = [person_id ?? undefined, task_step ?? undefined, content_digest ?? undefined];
    head = hashOf(head, { process, n, at, action, person, task, detail, contentDigest });
    await owner.query('update timeline_entry set hash = $3 where process_id = $1 and n = $2', [process, n, head]);
  }
  await owner.query('update process set entries = $2, head = $3 where id = $1', [process, rows.length, head]);
}
