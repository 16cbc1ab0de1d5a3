import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mayHold } from './0029-stranded-tasks.js';
import { somebody } from './0030-deserted-tasks.js';

const definer = 'security definer set search_path = public, pg_temp';

/** What sweepers look for is found page by page, so that one process that cannot be helped hides no other; and what has ended is suspended no more. */
export class SweptInPages1700000000031 implements MigrationInterface {
  name = 'SweptInPages1700000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update process set suspended_at = null where closed_at is not null and suspended_at is not null;

      drop function leased_processes(timestamptz, timestamptz, integer), stranded_processes(integer), deserted_processes(integer), somebody_again();
      -- Each of these gives the ids after the given one, in their order, and at most so many.
      create function leased_processes(warn_before timestamptz, at timestamptz, after uuid, at_most integer) returns setof uuid language sql stable ${definer} as $$
        select distinct process_id from task where state = 'open' and holder is not null and process_id > after
          and ((lease_until <= warn_before and lease_warned_at is null) or (lease_until <= at and lease_warned_at < lease_until))
        order by 1 limit at_most
      $$;
      create function stranded_processes(after uuid, at_most integer) returns setof uuid language sql stable ${definer} as $$
        select t.process_id from task t join process p on p.id = t.process_id and p.closed_at is null
        where t.state = 'open' and t.holder is not null and t.process_id > after and not ${mayHold('t.holder')}
        union
        select t.process_id from draft d join task t on t.id = d.task_id where t.process_id > after and not ${mayHold('d.person_id')}
        order by 1 limit at_most
      $$;
      create function deserted_processes(after uuid, at_most integer) returns setof uuid language sql stable ${definer} as $$
        select t.process_id from task t
        where t.state = 'open' and not t.copy and t.nobody_told_at is null and t.process_id > after
          and t.pool <> all (array(select r.pool from role_assignment r join person h on h.id = r.person_id and h.active))
        union
        select t.process_id from task t
        where t.state = 'open' and not t.copy and t.nobody_told_at is null and t.process_id > after
          and (t.not_by is not null or exists (select from exclusion e where e.process_id = t.process_id)) and not ${somebody}
        order by 1 limit at_most
      $$;
      -- Where somebody may take it again, it can be told anew. Returns of how many tasks that is so, at most so many.
      create function somebody_again(at_most integer) returns integer language sql ${definer} as $$
        with again as (
          update task set nobody_told_at = null
          where id in (select t.id from task t where t.nobody_told_at is not null and t.state = 'open' and ${somebody} limit at_most) returning 1
        )
        select count(*)::integer from again
      $$;
      revoke execute on function leased_processes(timestamptz, timestamptz, uuid, integer), stranded_processes(uuid, integer), deserted_processes(uuid, integer), somebody_again(integer) from public;
      grant execute on function leased_processes(timestamptz, timestamptz, uuid, integer), stranded_processes(uuid, integer), deserted_processes(uuid, integer), somebody_again(integer) to liandong_worker;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
