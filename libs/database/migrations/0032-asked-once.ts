import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = 'security definer set search_path = public, pg_temp';

/** What every request and every claim asks, asked in one go. */
export class AskedOnce1700000000032 implements MigrationInterface {
  name = 'AskedOnce1700000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whose session it is, with the roles held; none where it has ended, expired or lain idle. What it was last seen at is written once a minute.
      create or replace function session_of(hash bytea, at timestamptz, idle interval)
      returns table (person_id uuid, name text, language text, organization_id uuid, organization text, csrf_token text, roles jsonb)
      language plpgsql ${definer} as $$
      declare
        stale boolean;
      begin
        for person_id, name, language, organization_id, organization, csrf_token, roles, stale in
          select p.id, p.name, p.language, p.organization_id, case when p.language = 'en' then o.name_en else o.short_name end, s.csrf_token,
            (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'organizationId', r.organization_id, 'organization', case when p.language = 'en' then ro.name_en else ro.short_name end, 'level', ro.level) order by r.role), '[]')
             from role_assignment r join organization ro on ro.id = r.organization_id where r.person_id = p.id),
            s.seen_at < at - interval '1 minute'
          from session s join person p on p.id = s.person_id and p.active join organization o on o.id = p.organization_id
          where s.id_hash = hash and s.ended_at is null and s.expires_at > at and s.seen_at > at - idle
        loop
          if stale then
            update session s set seen_at = at where s.id_hash = hash and s.seen_at < at and s.ended_at is null;
          end if;
          return next;
        end loop;
      end $$;

      -- What somebody has in hand, and whether a task of this pool and process may come to it: each as the record is once the person is locked, for which held_by waits.
      create function hand_of(person uuid, of_pool text, of_process uuid, at timestamptz, out held integer, out belongs boolean) language plpgsql as $$
      begin
        held := held_by(person, at);
        belongs := exists (select from role_assignment r join person p on p.id = r.person_id and p.active where r.person_id = person and r.pool = of_pool)
          and not exists (select from exclusion e where e.person_id = person and e.process_id = of_process);
      end $$;
      revoke execute on function hand_of(uuid, text, uuid, timestamptz) from public;
      grant execute on function hand_of(uuid, text, uuid, timestamptz) to liandong_inside;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
