import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations as a tree, people, the roles that they hold, their sessions, and what guards a log-in. */
export class People1700000000001 implements MigrationInterface {
  name = 'People1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organization (
        id uuid not null,
        parent_id uuid,
        area_id uuid not null,
        path uuid[] not null,
        kind text not null,
        level text not null,
        code text,
        credit_code text,
        name text not null,
        name_en text not null,
        short_name text not null,
        active boolean not null default true,
        created_at timestamptz not null,
        constraint organization_pkey primary key (id),
        constraint organization_parent foreign key (parent_id) references organization (id),
        constraint organization_area foreign key (area_id) references organization (id)
      );
      create index organization_by_parent on organization (parent_id);
      create index organization_by_area on organization (area_id);

      create table person (
        id uuid not null,
        login text not null,
        name text not null,
        password_hash text not null,
        organization_id uuid not null,
        language text not null default 'zh-CN',
        active boolean not null default true,
        created_at timestamptz not null,
        deactivated_at timestamptz,
        constraint person_pkey primary key (id),
        constraint person_login unique (login),
        constraint person_organization foreign key (organization_id) references organization (id)
      );

      create table role_assignment (
        person_id uuid not null,
        organization_id uuid not null,
        role text not null,
        pool text not null,
        since timestamptz not null,
        constraint role_assignment_pkey primary key (person_id, organization_id, role),
        constraint role_assignment_pool check (pool = organization_id::text || '/' || role),
        constraint role_assignment_person foreign key (person_id) references person (id),
        constraint role_assignment_organization foreign key (organization_id) references organization (id)
      );
      create index role_assignment_by_pool on role_assignment (pool, person_id);

      create table session (
        id_hash bytea not null,
        person_id uuid not null,
        csrf_token text not null,
        created_at timestamptz not null,
        seen_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        constraint session_pkey primary key (id_hash),
        constraint session_person foreign key (person_id) references person (id)
      );
      create index session_by_person on session (person_id);

      create table login_throttle (
        key text not null,
        failures integer not null,
        last_at timestamptz not null,
        blocked_until timestamptz,
        constraint login_throttle_pkey primary key (key)
      );

      create table idempotency (
        person_id uuid not null,
        route text not null,
        key text not null,
        request_hash bytea not null,
        status smallint not null,
        resource_id text not null,
        at timestamptz not null,
        constraint idempotency_pkey primary key (person_id, route, key)
      );

      create table policy_set (
        version integer not null,
        effective_at timestamptz not null,
        basis text not null,
        constraint policy_set_pkey primary key (version)
      );

      create table deadline_policy (
        policy_set integer not null,
        key text not null,
        body jsonb not null,
        constraint deadline_policy_pkey primary key (policy_set, key),
        constraint deadline_policy_set foreign key (policy_set) references policy_set (version)
      );

      create table calendar_day (
        day date not null,
        working boolean not null,
        name text not null,
        name_en text not null,
        constraint calendar_day_pkey primary key (day)
      );

      create table calendar_year (
        year integer not null,
        basis text not null,
        constraint calendar_year_pkey primary key (year)
      );

      create table worker_heartbeat (
        id text not null,
        at timestamptz not null,
        engine_away_since timestamptz,
        constraint worker_heartbeat_pkey primary key (id)
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
