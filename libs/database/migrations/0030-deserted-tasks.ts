import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mayHold } from './0029-stranded-tasks.js';

const definer = 'security definer set search_path = public, pg_temp';

/** Whether anybody may take an open task `t`. */
export const somebody = `exists (select from role_assignment r join person h on h.id = r.person_id and h.active
  where r.pool = t.pool and h.id is distinct from t.not_by and not exists (select from exclusion e where e.process_id = t.process_id and e.person_id = h.id))`;

/** Of a task that nobody may take the office is told once, however that came about: the task knows since when it is told. */
export class DesertedTasks1700000000030 implements MigrationInterface {
  name = 'DesertedTasks1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table task add column nobody_told_at timestamptz;
      create index task_deserted on task (nobody_told_at) where nobody_told_at is not null;
      grant update (nobody_told_at) on task to liandong_inside;
      update task t set nobody_told_at = told.at
      from (select process_id, task_step, max(at) as at from timeline_entry where action = 'nobody-eligible' group by 1, 2) told
      where told.process_id = t.process_id and told.task_step = t.step and t.state = 'open' and not ${somebody};

      -- Processes with a task that nobody may take and of which nobody is told yet. Whole pools are looked at first: that one of a pool that has members is deserted takes a recusal, or duties that are kept apart.
      create function deserted_processes(at_most integer) returns setof uuid language sql stable ${definer} as $$
        select t.process_id from task t
        where t.state = 'open' and not t.copy and t.nobody_told_at is null
          and t.pool <> all (array(select r.pool from role_assignment r join person h on h.id = r.person_id and h.active))
        union
        select t.process_id from task t
        where t.state = 'open' and not t.copy and t.nobody_told_at is null
          and (t.not_by is not null or exists (select from exclusion e where e.process_id = t.process_id)) and not ${somebody}
        order by 1 limit at_most
      $$;
      -- Where somebody may take it again, it can be told anew.
      create function somebody_again() returns void language sql ${definer} as $$
        update task t set nobody_told_at = null where t.nobody_told_at is not null and t.state = 'open' and ${somebody}
      $$;
      -- As before, but for processes that have ended: nothing is taken from anybody there.
      create or replace function stranded_processes(at_most integer) returns setof uuid language sql stable ${definer} as $$
        select t.process_id from task t join process p on p.id = t.process_id and p.closed_at is null
        where t.state = 'open' and t.holder is not null and not ${mayHold('t.holder')}
        union
        select t.process_id from draft d join task t on t.id = d.task_id where not ${mayHold('d.person_id')}
        order by 1 limit at_most
      $$;
      revoke execute on function deserted_processes(integer), somebody_again() from public;
      grant execute on function deserted_processes(integer), somebody_again() to liandong_worker;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
