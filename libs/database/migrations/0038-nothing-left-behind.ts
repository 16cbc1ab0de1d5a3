import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An organisation that is put out of use leaves nothing to nobody: what it has sent comes back to it, and who keeps its clues has to send or void them first. */
export class NothingLeftBehind1700000000038 implements MigrationInterface {
  name = 'NothingLeftBehind1700000000038';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- How many open processes an organisation has sent, and how many of its clues are neither under way nor settled, for who administers it.
      create function matters_of(organization uuid) returns table (processes integer, clues integer) language sql stable security definer set search_path = public, pg_temp as $$
        select (select count(*)::int from process p where p.organization_id = matters_of.organization and p.closed_at is null),
          (select count(*)::int from clue c where c.organization_id = matters_of.organization and c.state = 'registered' and not exists (
            select from clue_transfer t join process p on p.id = t.process_id
            where t.clue_id = c.id and (p.closed_at is null or coalesce(p.outcome, '') not in ('returned', 'recalled'))))
        where administers(matters_of.organization)
      $$;
      revoke all on function matters_of(uuid) from public;
      grant execute on function matters_of(uuid) to liandong_api;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
