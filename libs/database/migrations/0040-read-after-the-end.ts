import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = 'security definer set search_path = public, pg_temp';

/** The lead of a team also learns what keepers read of a clue that the team has settled, and that they saw its title again once it had come to the team. */
export class ReadAfterTheEnd1700000000040 implements MigrationInterface {
  name = 'ReadAfterTheEnd1700000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The transfer to which the reading of a clue belongs: that which is under way, or else the one that settled it; none where the clue has come back.
      create function transfer_read_with(clue uuid) returns uuid language sql stable ${definer} as $$
        select p.id from clue_transfer t join process p on p.id = t.process_id
        where t.clue_id = transfer_read_with.clue and (p.closed_at is null or coalesce(p.outcome, '') not in ('returned', 'recalled'))
        order by p.closed_at desc nulls first limit 1
      $$;
      -- Writes down what the acting person is about to read. What a keeper reads of a clue belongs to the transfer that it is read with.
      create or replace function log_reading(what text, process uuid, clue uuid, document uuid, at timestamptz) returns void language sql ${definer} as $$
        insert into read_log (person_id, at, what, process_id, clue_id, document_id) values (app_person(), at, what, coalesce(process, transfer_read_with(clue)), clue, document)
      $$;
      -- The same for the titles that stand in a list, once for each clue and transfer since a moment: lists are read again and again.
      create or replace function log_titles(clues uuid[], at timestamptz, since timestamptz) returns void language sql ${definer} as $$
        insert into read_log (person_id, at, what, process_id, clue_id)
        select app_person(), at, 'title', c.process, c.id from (select id, transfer_read_with(id) as process from unnest(clues) id) c
        where not exists (select from read_log r
          where r.person_id = app_person() and r.clue_id = c.id and r.what = 'title' and r.at >= since and r.process_id is not distinct from c.process)
      $$;
      revoke all on function transfer_read_with(uuid) from public;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
