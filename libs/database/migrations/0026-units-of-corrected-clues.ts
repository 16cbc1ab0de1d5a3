import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A recusal from a unit keeps its declarer also from earlier transfers of a clue that has been corrected to this unit since: they tell of it.
 * Declared before the correction it did already; declared after, only the unit at the opening was compared.
 */
export class UnitsOfCorrectedClues1700000000026 implements MigrationInterface {
  name = 'UnitsOfCorrectedClues1700000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function exclude_by_recusal(recusal uuid) returns setof uuid language plpgsql volatile security definer set search_path = public, pg_temp as $$
      begin
        perform recusals_change();
        return query
          with kept as (
            insert into exclusion
            select r.person_id, p.id, r.id from recusal r join process p on true
              left join clue c on c.id = p.subject_id and p.type = 'clue-transfer'
            where r.id = exclude_by_recusal.recusal and r.person_id = app_person() and r.ended_at is null
              and (r.process_id = p.id or r.unit_id = p.unit_id or r.unit_id = c.unit_id or c.reporter ->> 'name' = r.relative_name
                or exists (select from clue_subject s where s.clue_id = c.id and s.name = r.relative_name))
            on conflict do nothing
            returning process_id)
          select k.process_id from kept k join process p on p.id = k.process_id where p.closed_at is null;
      end $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
