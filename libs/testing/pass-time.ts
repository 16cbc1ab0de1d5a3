import { WorkflowNotFoundError } from '@temporalio/client';
import { clock, moveClock } from '#domain/clock';
import { workflowIdOf } from '#temporal/names';
import { eventually } from './eventually.js';
import { atRest, fastForward, lengthOf, type Span } from './fast-forward.js';
import type { StoryWorld } from './story-harness.js';

type World = Pick<StoryWorld, 'owner' | 'client'>;

/** What fires by itself: the pending rungs of open tasks, and the moments that waits are for. */
const dueMoments = `
  select r.at from rung r join deadline d on d.id = r.deadline_id and d.plan = r.plan join process p on p.id = d.process_id
  where r.state = 'pending' and p.closed_at is null and p.suspended_at is null and exists (select from task t where t.deadline_id = d.id and t.state = 'open')
  union all
  select d.due_at from timeline_entry e join process p on p.id = e.process_id join deadline d on d.id = (e.detail ->> 'id')::uuid
  where e.action = 'wait' and d.met_at is null and p.closed_at is null and p.suspended_at is null
    and not exists (select from process_step s where s.process_id = e.process_id and s.step = e.task_step)`;

/** Moves the whole world on, from one due moment to the next: the record's clock first, then every workflow, and then it waits until all has happened that had to. Specs that move the clock set it back (`resetClock`). */
export async function passTime(world: World, span: Span): Promise<void> {
  const end = clock.now().getTime() + lengthOf(span);
  for (let now = clock.now().getTime(); now < end; now = clock.now().getTime()) {
    await allAtRest(world);
    const { rows } = await world.owner.query<{ at: Date | null }>(`select min(at) as at from (${dueMoments}) due`);
    const next = Math.min(rows[0]?.at?.getTime() ?? end, end);
    await forwardAll(world, Math.max(next - now, 0) + 1);
    await eventually(async () => {
      const { rowCount } = await world.owner.query(`select from (${dueMoments}) due where at <= $1`, [clock.now()]);
      if (rowCount) throw new Error('Something that is due has not happened.');
    });
  }
  await allAtRest(world);
}

async function forwardAll(world: World, milliseconds: number): Promise<void> {
  const open = await workflowsOf(world);
  moveClock(milliseconds);
  // A second further, since a timer may have been set a little after the record was read.
  await Promise.all(open.map((id) => fastForward(world.client, id, { milliseconds: milliseconds + 1_000 }).catch(unlessEnded)));
}

async function workflowsOf({ owner }: World): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>('select id from process where closed_at is null');
  return rows.map(({ id }) => workflowIdOf(id));
}

/** Until all bells have been rung, and no story has anything under way. */
async function allAtRest(world: World): Promise<void> {
  await quiet(world);
  await Promise.all((await workflowsOf(world)).map((id) => atRest(world.client, id)));
}

function unlessEnded(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}

/** Waits until all bells have been rung. */
export async function quiet({ owner }: World): Promise<void> {
  await eventually(async () => {
    const { rowCount } = await owner.query('select from outbox');
    if (rowCount) throw new Error('Bells are waiting.');
  });
}
