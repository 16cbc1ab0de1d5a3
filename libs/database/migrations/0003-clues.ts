import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Clues with their materials and transfers, recusals and whom they keep from which process, and the log of what was read. */
export class Clues1700000000003 implements MigrationInterface {
  name = 'Clues1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table clue (
        id uuid not null,
        number text not null,
        title text not null,
        content text not null,
        unit_id uuid not null,
        source text not null,
        secrecy text not null,
        reporter jsonb,
        amount_fen bigint,
        state text not null default 'registered',
        void_reason text,
        organization_id uuid not null,
        registered_by uuid not null,
        registered_at timestamptz not null,
        revision integer not null default 1,
        constraint clue_pkey primary key (id),
        constraint clue_number unique (number),
        constraint clue_unit foreign key (unit_id) references organization (id),
        constraint clue_organization foreign key (organization_id) references organization (id),
        constraint clue_registrar foreign key (registered_by) references person (id)
      );
      create index clue_by_organization on clue (organization_id, registered_at desc, id desc);

      create table clue_subject (
        id uuid not null,
        clue_id uuid not null,
        kind text not null,
        name text not null,
        position text,
        constraint clue_subject_pkey primary key (id),
        constraint clue_subject_clue foreign key (clue_id) references clue (id)
      );
      create index clue_subject_by_clue on clue_subject (clue_id);

      create table document (
        id uuid not null,
        clue_id uuid,
        name text not null,
        media_type text not null,
        size integer not null,
        sha256 bytea not null,
        uploaded_by uuid not null,
        uploaded_at timestamptz not null,
        constraint document_pkey primary key (id),
        constraint document_clue foreign key (clue_id) references clue (id),
        constraint document_uploader foreign key (uploaded_by) references person (id)
      );
      create index document_by_clue on document (clue_id);

      create table clue_transfer (
        process_id uuid not null,
        clue_id uuid not null,
        to_team_id uuid not null,
        receipt_number text,
        received_at timestamptz,
        disposition text,
        constraint clue_transfer_pkey primary key (process_id),
        constraint clue_transfer_process foreign key (process_id) references process (id),
        constraint clue_transfer_clue foreign key (clue_id) references clue (id),
        constraint clue_transfer_team foreign key (to_team_id) references organization (id)
      );
      create index clue_transfer_by_clue on clue_transfer (clue_id);

      create table recusal (
        id uuid not null,
        person_id uuid not null,
        tie text not null,
        unit_id uuid,
        process_id uuid,
        process_number text,
        relative_name text,
        reason text not null,
        declared_at timestamptz not null,
        ends_at timestamptz,
        ended_at timestamptz,
        ended_by uuid,
        end_reason text,
        constraint recusal_pkey primary key (id),
        constraint recusal_person foreign key (person_id) references person (id)
      );
      create index recusal_by_person on recusal (person_id);

      create table exclusion (
        person_id uuid not null,
        process_id uuid not null,
        recusal_id uuid not null,
        constraint exclusion_pkey primary key (person_id, process_id, recusal_id),
        constraint exclusion_process foreign key (process_id) references process (id),
        constraint exclusion_recusal foreign key (recusal_id) references recusal (id)
      );
      create index exclusion_by_process on exclusion (process_id, person_id);

      create table read_log (
        id bigint generated always as identity,
        person_id uuid not null,
        at timestamptz not null,
        what text not null,
        process_id uuid,
        clue_id uuid,
        document_id uuid,
        constraint read_log_pkey primary key (id)
      );
      create index read_log_by_process on read_log (process_id, at);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
