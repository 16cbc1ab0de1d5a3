import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A clue that was returned or recalled is its sender's again, who may correct it and offer it to others: who had it by that transfer has no need to know of it any more. */
export class GivenBack1700000000019 implements MigrationInterface {
  name = 'GivenBack1700000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What the process that has been entered is about, until it gives it back.
      create or replace function app_clue() returns uuid language sql stable security definer set search_path = public, pg_temp as $$
        select t.clue_id from clue_transfer t join process p on p.id = t.process_id
        where t.process_id = (select app_process()) and coalesce(p.outcome, '') not in ('returned', 'recalled')
      $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
