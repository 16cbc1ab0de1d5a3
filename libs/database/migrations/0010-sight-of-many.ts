import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells at once which of some processes each of many people may see, so that a change reaches their open streams with one statement. */
export class SightOfMany1700000000010 implements MigrationInterface {
  name = 'SightOfMany1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- With the rights of whoever asks, and as each person in turn: what it tells is what the policies of the tables let that person see.
      create function seen_by(people uuid[], processes uuid[]) returns table (person uuid, process uuid, state text, tasks uuid[]) language plpgsql strict as $$
      declare who uuid;
      begin
        foreach who in array people loop
          perform set_config('app.person', who::text, true), set_config('app.pools', pools_of(who)::text, true), set_config('app.scope', scope_of(who)::text, true);
          return query select who, p.id, p.state, array(select t.id from task t where t.process_id = p.id and t.state = 'open' order by t.opened_at, t.id)
            from process p where p.id = any (processes);
        end loop;
      end $$;
      revoke all on function seen_by(uuid[], uuid[]) from public;
      grant execute on function seen_by(uuid[], uuid[]) to liandong_api;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
