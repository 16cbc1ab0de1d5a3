import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Processes, their commands, steps, tasks, deadlines and timeline, and the outbox through which the engine hears of them. */
export class Processes1700000000002 implements MigrationInterface {
  name = 'Processes1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table process (
        id uuid not null,
        number text not null,
        type text not null,
        version smallint not null,
        state text not null,
        outcome text,
        input jsonb not null,
        subject_id uuid,
        organization_id uuid not null,
        unit_id uuid,
        urgency text not null default 'normal',
        policy_set integer not null,
        opened_by uuid,
        opened_at timestamptz not null,
        closed_at timestamptz,
        suspended_at timestamptz,
        parent_id uuid,
        parent_step text,
        child_key text,
        seq integer not null default 0,
        entries integer not null default 0,
        head bytea not null,
        moved_at timestamptz not null,
        stuck_step text,
        stuck_code text,
        stuck_since timestamptz,
        parked_since timestamptz,
        constraint process_pkey primary key (id),
        constraint process_number unique (number),
        constraint process_child unique (parent_id, parent_step, child_key),
        constraint process_parent foreign key (parent_id) references process (id),
        constraint process_organization foreign key (organization_id) references organization (id),
        constraint process_unit foreign key (unit_id) references organization (id),
        constraint process_policy_set foreign key (policy_set) references policy_set (version),
        constraint process_opener foreign key (opened_by) references person (id)
      );
      create unique index process_one_open on process (type, subject_id) where closed_at is null and subject_id is not null;
      create index process_by_organization on process (organization_id, opened_at desc, id desc);
      create index process_by_opener on process (opened_by, opened_at desc, id desc);
      create index process_by_opening on process (opened_at desc, id desc);
      create index process_troubled on process (id) where stuck_since is not null or parked_since is not null;
      create index process_open on process (id) where closed_at is null;

      create table process_reader (
        process_id uuid not null,
        pool text not null,
        relation text not null,
        constraint process_reader_pkey primary key (process_id, pool),
        constraint process_reader_process foreign key (process_id) references process (id)
      );
      create index process_reader_by_pool on process_reader (pool, process_id);

      create table command (
        process_id uuid not null,
        seq integer not null,
        kind text not null,
        task_step text,
        outcome text,
        person_id uuid,
        at timestamptz not null,
        content jsonb,
        salt bytea,
        constraint command_pkey primary key (process_id, seq),
        constraint command_process foreign key (process_id) references process (id)
      );

      create table process_step (
        process_id uuid not null,
        step text not null,
        result jsonb not null,
        at timestamptz not null,
        constraint process_step_pkey primary key (process_id, step),
        constraint process_step_process foreign key (process_id) references process (id)
      );

      create table deadline (
        id uuid not null,
        process_id uuid not null,
        key text not null,
        plan smallint not null,
        started_at timestamptz not null,
        due_at timestamptz not null,
        provisional boolean not null,
        explanation jsonb not null,
        extensions jsonb not null default '[]',
        pauses jsonb not null default '[]',
        met_at timestamptz,
        constraint deadline_pkey primary key (id),
        constraint deadline_start unique (process_id, key, started_at),
        constraint deadline_process foreign key (process_id) references process (id)
      );
      create index deadline_running on deadline (due_at, process_id) where met_at is null;

      create table rung (
        deadline_id uuid not null,
        plan smallint not null,
        key text not null,
        at timestamptz not null,
        addressee text not null,
        state text not null default 'pending',
        handled_at timestamptz,
        constraint rung_pkey primary key (deadline_id, plan, key),
        constraint rung_deadline foreign key (deadline_id) references deadline (id)
      );

      create table task (
        id uuid not null,
        process_id uuid not null,
        step text not null,
        kind text not null,
        pool text not null,
        copy boolean not null default false,
        state text not null default 'open',
        holder uuid,
        claimed_at timestamptz,
        lease_until timestamptz,
        lease_warned_at timestamptz,
        not_by uuid,
        deadline_id uuid,
        due_at timestamptz not null default 'infinity',
        opened_at timestamptz not null,
        outcome text,
        decided_by uuid,
        decided_at timestamptz,
        constraint task_pkey primary key (id),
        constraint task_step unique (process_id, step),
        constraint task_process foreign key (process_id) references process (id),
        constraint task_deadline foreign key (deadline_id) references deadline (id),
        constraint task_holder foreign key (holder) references person (id)
      );
      create index task_in_pool on task (pool, due_at, id) where state = 'open';
      create index task_in_hand on task (holder, due_at, id) where state = 'open';
      create index task_decided on task (decided_by, decided_at desc, id desc) where state = 'decided';
      create index task_leased on task (lease_until) where state = 'open' and holder is not null;

      create table draft (
        task_id uuid not null,
        person_id uuid not null,
        body jsonb not null,
        revision integer not null,
        saved_at timestamptz not null,
        constraint draft_pkey primary key (task_id, person_id),
        constraint draft_task foreign key (task_id) references task (id)
      );

      create table task_note (
        id uuid not null,
        process_id uuid not null,
        task_id uuid not null,
        person_id uuid not null,
        text text not null,
        at timestamptz not null,
        constraint task_note_pkey primary key (id),
        constraint task_note_task foreign key (task_id) references task (id)
      );
      create index task_note_by_task on task_note (task_id, at);

      create table notice (
        id uuid not null,
        process_id uuid not null,
        task_id uuid,
        deadline_id uuid,
        kind text not null,
        rung text,
        pool text,
        person_id uuid,
        at timestamptz not null,
        constraint notice_pkey primary key (id),
        constraint notice_process foreign key (process_id) references process (id)
      );
      create index notice_by_pool on notice (pool, at desc, id desc);
      create index notice_by_person on notice (person_id, at desc, id desc);
      create index notice_by_process on notice (process_id, at);

      create table timeline_entry (
        process_id uuid not null,
        n integer not null,
        at timestamptz not null,
        action text not null,
        person_id uuid,
        task_step text,
        detail jsonb not null,
        content_digest bytea,
        hash bytea not null,
        constraint timeline_entry_pkey primary key (process_id, n),
        constraint timeline_entry_process foreign key (process_id) references process (id)
      );

      create table outbox (
        id bigint generated always as identity,
        process_id uuid not null,
        seq integer,
        at timestamptz not null,
        retry boolean not null default false,
        leased_until timestamptz,
        constraint outbox_pkey primary key (id)
      );
      create index outbox_by_process on outbox (process_id);

      create table number_series (
        key text not null,
        last integer not null,
        constraint number_series_pkey primary key (key)
      );
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
