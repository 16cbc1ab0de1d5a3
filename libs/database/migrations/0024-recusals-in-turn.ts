import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a recusal concerns a clue, or the unit. */
export const concerns = (unit: string) => `r.unit_id = ${unit} or c.reporter ->> 'name' = r.relative_name
  or exists (select from clue_subject s where s.clue_id = c.id and s.name = r.relative_name)`;

/** Whether it holds and concerns a process, or the clue that this is about. */
const tied = `r.ended_at is null and (r.process_id = p.id or ${concerns('p.unit_id')})`;

const definer = 'volatile security definer set search_path = public, pg_temp';

/** Keeps from a process that is being opened everybody whose recusal is tied to it. */
export const excludeFromProcess = (tied: string): string => `
  create or replace function exclude_from_process() returns void language plpgsql ${definer} as $$
  begin
    perform recusals_stay();
    insert into exclusion
    select r.person_id, p.id, r.id from process p left join clue c on c.id = p.subject_id and p.type = 'clue-transfer' join recusal r on ${tied}
    where p.id = app_process()
    on conflict do nothing;
  end $$`;

/** Keeps who declares a recusal from what it is tied to, and gives what is open of that. */
export const excludeByRecusal = (tied: string): string => `
  create or replace function exclude_by_recusal(recusal uuid) returns setof uuid language plpgsql ${definer} as $$
  begin
    perform recusals_change();
    return query
      with kept as (
        insert into exclusion
        select r.person_id, p.id, r.id from recusal r join process p on true
          left join clue c on c.id = p.subject_id and p.type = 'clue-transfer'
        where r.id = exclude_by_recusal.recusal and r.person_id = app_person() and ${tied}
        on conflict do nothing
        returning process_id)
      select k.process_id from kept k join process p on p.id = k.process_id where p.closed_at is null;
  end $$`;

/**
 * A recusal that is declared or ended while a process is being opened, or a clue corrected, counts all the same: neither saw the other, and nobody was kept away.
 * Openings and corrections go on beside each other, a recusal waits until those under way are committed, and they wait for it. The lock is a statement before what is read, which then sees what it has waited for.
 */
export class RecusalsInTurn1700000000024 implements MigrationInterface {
  name = 'RecusalsInTurn1700000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function recusals_stay() returns void language sql volatile as $$ select pg_advisory_xact_lock_shared(hashtextextended('recusals', 0)) $$;
      create function recusals_change() returns void language sql volatile as $$ select pg_advisory_xact_lock(hashtextextended('recusals', 0)) $$;
      revoke execute on function recusals_stay(), recusals_change() from public;

      ${excludeFromProcess(tied)};

      create or replace function exclude_from_clue(clue uuid) returns void language plpgsql ${definer} as $$
      begin
        perform recusals_stay();
        insert into exclusion
        select r.person_id, t.process_id, r.id from clue c join clue_transfer t on t.clue_id = c.id
          join recusal r on r.ended_at is null and (${concerns('c.unit_id')})
        where c.id = exclude_from_clue.clue
        on conflict do nothing;
      end $$;

      ${excludeByRecusal(tied)};

      create or replace function end_recusal(recusal uuid, at timestamptz, because text) returns uuid language plpgsql ${definer} as $$
      declare whose uuid;
      begin
        perform recusals_change();
        update recusal r set ended_at = at, ended_by = app_person(), end_reason = because
        where r.id = end_recusal.recusal and r.ended_at is null and leads(r.person_id) returning r.person_id into whose;
        if whose is not null then delete from exclusion where recusal_id = end_recusal.recusal; end if;
        return whose;
      end $$;

      create or replace function end_recusals(at timestamptz) returns integer language plpgsql ${definer} as $$
      declare ended integer;
      begin
        perform recusals_change();
        with over as (update recusal set ended_at = at where ended_at is null and ends_at <= at returning id),
          gone as (delete from exclusion where recusal_id in (select id from over))
        select count(*) into ended from over;
        return ended;
      end $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
