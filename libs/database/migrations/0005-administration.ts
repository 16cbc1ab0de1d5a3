import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';
import { administered, administrating, passwordDoors, personDoors } from './0005-functions.js';

const ofPerson = `person_id in (select id from person where ${administered('organization_id')})`;

/** What an administrator may write, row by row: only below where the role is held, and never roles of their own. */
const walls = `
  grant insert, update (parent_id, area_id, path, level, code, credit_code, name, name_en, short_name, active) on organization to liandong_api;
  create policy organization_api_insert on organization for insert to liandong_api with check (path && (select app_administers()));
  create policy organization_api_update on organization for update to liandong_api using (path && (select app_administers())) with check (path && (select app_administers()));

  grant select (created_at, deactivated_at), insert (id, login, name, organization_id, language, created_at), update (login, name, organization_id, active, deactivated_at) on person to liandong_api;
  create policy person_api_insert on person for insert to liandong_api with check (${administered('organization_id')});
  create policy person_api_update on person for update to liandong_api using (${administered('organization_id')}) with check (${administered('organization_id')});

  grant insert, delete on role_assignment to liandong_api;
  create policy role_assignment_api_insert on role_assignment for insert to liandong_api
    with check (person_id <> ${me} and ${administered('organization_id')} and ${ofPerson});
  create policy role_assignment_api_delete on role_assignment for delete to liandong_api
    using (person_id <> ${me} and (${administered('organization_id')} or ${ofPerson}));

  grant select (id, address, agent) on session to liandong_api;
  drop policy session_api_read on session;
  create policy session_api_read on session for select to liandong_api using (person_id = ${me} or ${ofPerson});

  alter table one_time_token enable row level security;
  create policy one_time_token_api_read on one_time_token for select to liandong_api using (false);
`;

/** Organisations and people that are administered through the interface, one-time tokens, and sessions that can be told apart. */
export class Administration1700000000005 implements MigrationInterface {
  name = 'Administration1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organization add constraint organization_code unique (code), add constraint organization_credit_code unique (credit_code);
      alter table person alter column password_hash set default '';
      create index person_by_organization on person (organization_id);
      create index role_assignment_by_organization on role_assignment (organization_id);
      alter table session add id uuid not null default gen_random_uuid(), add address text not null default '', add agent text not null default '',
        add constraint session_id unique (id);
      alter table session alter column id drop default;

      create table one_time_token (
        token_hash bytea not null,
        purpose text not null,
        person_id uuid,
        made_by uuid,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        constraint one_time_token_pkey primary key (token_hash),
        constraint one_time_token_person foreign key (person_id) references person (id)
      );
      create index one_time_token_by_person on one_time_token (person_id);
    `);
    await runner.query('drop function session_open(bytea, uuid, text, timestamptz, timestamptz)');
    await runner.query(administrating);
    await runner.query(passwordDoors);
    await runner.query(personDoors);
    const doors = `app_administers(), administers(uuid), administers_person(uuid),
      set_up_record(bytea, uuid, text, text, text, text, text, text, uuid, text, text, text, text, timestamptz), token_of(bytea, timestamptz),
      make_password_tokens(bytea[], uuid[], timestamptz, timestamptz), set_password_by_token(bytea, text, timestamptz), own_password(), without_password(uuid[]), set_own_password(text, bytea, timestamptz),
      session_open(bytea, uuid, text, timestamptz, timestamptz, text, text), session_id_of(bytea), end_sessions(uuid, uuid, timestamptz), tasks_in_hand(uuid), tasks_in_pools_of(uuid)`;
    await runner.query(`revoke all on function ${doors} from public; grant execute on function ${doors} to liandong_api;`);
    await runner.query(walls);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
