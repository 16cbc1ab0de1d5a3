import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A recusal also keeps away from the earlier transfers of a clue that came to touch it by a correction: whoever handled one of them would read the clue by it as it stands now. */
export class CorrectedClues1700000000013 implements MigrationInterface {
  name = 'CorrectedClues1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    const exclude = (of: string) => `
      insert into exclusion
      select r.person_id, t.process_id, r.id from clue c join clue_transfer t on t.clue_id = c.id
        join recusal r on r.ended_at is null and (
          r.unit_id = c.unit_id or c.reporter ->> 'name' = r.relative_name
          or exists (select from clue_subject s where s.clue_id = c.id and s.name = r.relative_name))
      where ${of}
      on conflict do nothing`;
    await runner.query(`
      -- Asked by the command that corrects a clue: none of its transfers is open then, so nobody has anything of it in hand.
      create function exclude_from_clue(clue uuid) returns void language sql security definer set search_path = public, pg_temp as $$ ${exclude('c.id = exclude_from_clue.clue')} $$;
      revoke all on function exclude_from_clue(uuid) from public;
      grant execute on function exclude_from_clue(uuid) to liandong_api;
      ${exclude('true')};
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
