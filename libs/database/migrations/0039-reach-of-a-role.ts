import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';
import { administered } from './0005-functions.js';

const definer = 'security definer set search_path = public, pg_temp';

/**
 * Nobody gives a role that reaches beyond what they administer, or lets somebody in who has one: a supervisor watches the whole area of the body that the role is held in,
 * and its discipline intake gets the copies of all teams there, so that the administrator of one bureau could have made a supervisor of the city.
 */
export class ReachOfARole1700000000039 implements MigrationInterface {
  name = 'ReachOfARole1700000000039';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- From which organisation a role reaches downwards: that in which it is held, for a supervisor and the discipline intake its area, from within a unit that unit.
      create function reach_of(role text, organization uuid) returns uuid language sql stable ${definer} as $$
        select case when reach_of.role in ('supervisor', 'discipline-intake') and o.level <> 'unit' then o.area_id else o.id end from organization o where o.id = reach_of.organization
      $$;
      -- Whether somebody is an administrator of the person's organisation and of all that the person's roles reach, and so may let them in.
      create or replace function vouches_for(administrator uuid, person uuid) returns boolean language sql stable ${definer} as $$
        with administered as (
          select coalesce(array_agg(r.organization_id), '{}') as organizations from role_assignment r join person a on a.id = r.person_id and a.active
          where r.person_id = administrator and r.role = 'administrator')
        select bool_and(o.path && administered.organizations) from administered, organization o
        where o.id in (select p.organization_id from person p where p.id = vouches_for.person
          union select reach_of(r.role, r.organization_id) from role_assignment r where r.person_id = vouches_for.person)
      $$;
      -- Ends the links of people: of who leaves, and where new ones are made. Some records have it already.
      drop function if exists end_password_tokens(uuid, timestamptz);
      create or replace function end_password_tokens(people uuid[], at timestamptz) returns void language sql ${definer} as $$
        update one_time_token t set used_at = at where t.person_id = any (people) and t.used_at is null and administers_person(t.person_id)
      $$;
      create or replace function make_password_tokens(tokens bytea[], people uuid[], at timestamptz, until timestamptz) returns integer language plpgsql ${definer} as $$
      declare made integer;
      begin
        perform end_password_tokens(people, at);
        insert into one_time_token (token_hash, purpose, person_id, made_by, created_at, expires_at)
          select n.token, 'password', p.id, app_person(), at, until from unnest(tokens, people) n (token, person) join person p on p.id = n.person
          where p.active and p.id <> ${me} and vouches_for(${me}, p.id);
        get diagnostics made = row_count;
        return made;
      end $$;
      alter policy role_assignment_api_insert on role_assignment
        with check (person_id <> ${me} and administers(reach_of(role, organization_id)) and person_id in (select id from person where ${administered('organization_id')}));
      revoke all on function reach_of(text, uuid), end_password_tokens(uuid[], timestamptz) from public;
      grant execute on function reach_of(text, uuid), end_password_tokens(uuid[], timestamptz) to liandong_api;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
