import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';

const definer = 'security definer set search_path = public, pg_temp';

/** A link by which a password is set is good as long as whoever made it could make it still: they are there, and administer the person in all that they have become. Who leaves takes none along. */
export class VouchedFor1700000000035 implements MigrationInterface {
  name = 'VouchedFor1700000000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whether somebody is an administrator of the person's organisation and of each in which the person has a role, and so may let them in.
      create function vouches_for(administrator uuid, person uuid) returns boolean language sql stable ${definer} as $$
        with administered as (
          select coalesce(array_agg(r.organization_id), '{}') as organizations from role_assignment r join person a on a.id = r.person_id and a.active
          where r.person_id = administrator and r.role = 'administrator')
        select bool_and(o.path && administered.organizations) from administered, organization o
        where o.id in (select p.organization_id from person p where p.id = vouches_for.person union select r.organization_id from role_assignment r where r.person_id = vouches_for.person)
      $$;
      -- Tokens for people whom the acting person administers in all that they are; what they had before is good no longer.
      create or replace function make_password_tokens(tokens bytea[], people uuid[], at timestamptz, until timestamptz) returns integer language plpgsql ${definer} as $$
      declare made integer;
      begin
        update one_time_token t set used_at = at where t.person_id = any (people) and t.used_at is null and administers_person(t.person_id);
        insert into one_time_token (token_hash, purpose, person_id, made_by, created_at, expires_at)
          select n.token, 'password', p.id, app_person(), at, until from unnest(tokens, people) n (token, person) join person p on p.id = n.person
          where p.active and p.id <> ${me} and vouches_for(${me}, p.id);
        get diagnostics made = row_count;
        return made;
      end $$;
      -- For what a token is good, and for whom; nothing where it is none, or no longer.
      create or replace function token_of(token bytea, at timestamptz) returns table (purpose text, login text, name text) language sql stable ${definer} as $$
        select t.purpose, p.login, p.name from one_time_token t left join person p on p.id = t.person_id
        where t.token_hash = token and t.used_at is null and t.expires_at > at and (p.id is null or (p.active and vouches_for(t.made_by, p.id)))
      $$;
      -- Gives the person for whom the token was made a password, and ends what was open under the former one. Null where the token is none, or no longer.
      create or replace function set_password_by_token(token bytea, hash text, at timestamptz) returns uuid language plpgsql ${definer} as $$
      declare person uuid;
      begin
        update one_time_token t set used_at = at where t.token_hash = token and t.purpose = 'password' and t.used_at is null and t.expires_at > at
          and exists (select from person p where p.id = t.person_id and p.active) and vouches_for(t.made_by, t.person_id) returning t.person_id into person;
        if person is null then return null; end if;
        update person p set password_hash = hash where p.id = person;
        update session s set ended_at = at where s.person_id = person and s.ended_at is null;
        return person;
      end $$;
      -- Ends the links of somebody who leaves: where they come back, they get a new one.
      create function end_password_tokens(person uuid, at timestamptz) returns void language sql ${definer} as $$
        update one_time_token t set used_at = at where t.person_id = end_password_tokens.person and t.used_at is null and administers_person(t.person_id)
      $$;
    `);
    await runner.query(`
      revoke all on function vouches_for(uuid, uuid), end_password_tokens(uuid, timestamptz) from public;
      grant execute on function end_password_tokens(uuid, timestamptz) to liandong_api`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
