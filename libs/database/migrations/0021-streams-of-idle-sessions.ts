import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A stream ends with the session that it was opened by, also where that has lain idle: it went on telling for as long as the session could have lasted. */
export class StreamsOfIdleSessions1700000000021 implements MigrationInterface {
  name = 'StreamsOfIdleSessions1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function standing_in_session(bytea, timestamptz);
      -- What a stream watches: the roles of who is in a session, and the recusals that hold for them. Nothing where the session has ended or lain idle; looking does not keep it alive.
      create function standing_in_session(hash bytea, at timestamptz, idle interval) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
        select jsonb_build_object(
          'pools', (select coalesce(jsonb_agg(r.pool order by r.pool), '[]') from role_assignment r where r.person_id = p.id),
          'recusals', (select coalesce(jsonb_agg(r.id order by r.id), '[]') from recusal r where r.person_id = p.id and r.ended_at is null))
        from session s join person p on p.id = s.person_id and p.active where s.id_hash = hash and s.ended_at is null and s.expires_at > at and s.seen_at > at - idle
      $$;
      revoke execute on function standing_in_session(bytea, timestamptz, interval) from public;
      grant execute on function standing_in_session(bytea, timestamptz, interval) to liandong_api;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
