import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = 'security definer set search_path = public, pg_temp';

/** Whether a person may have a task `t` in hand: has its role, is active, and no recusal keeps them away. */
export const mayHold = (
  person: string,
) => `(exists (select from role_assignment r join person h on h.id = r.person_id and h.active where r.pool = t.pool and r.person_id = ${person})
  and not exists (select from exclusion e where e.process_id = t.process_id and e.person_id = ${person}))`;

/** What a sweeper needs that finishes a recusal or a departure which was cut off. */
export class StrandedTasks1700000000029 implements MigrationInterface {
  name = 'StrandedTasks1700000000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Processes with a task in the hands of who may not have it any more, or with a draft of theirs.
      create function stranded_processes(at_most integer) returns setof uuid language sql stable ${definer} as $$
        select t.process_id from task t where t.state = 'open' and t.holder is not null and not ${mayHold('t.holder')}
        union
        select t.process_id from draft d join task t on t.id = d.task_id where not ${mayHold('d.person_id')}
        order by 1 limit at_most
      $$;
      -- Within a process that has been entered: what people have begun to write there who may not go on with it.
      create function forget_stranded_drafts() returns void language sql ${definer} as $$
        delete from draft d using task t where t.id = d.task_id and t.process_id = app_process() and not ${mayHold('d.person_id')}
      $$;
      revoke execute on function stranded_processes(integer), forget_stranded_drafts() from public;
      grant execute on function stranded_processes(integer), forget_stranded_drafts() to liandong_worker;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
