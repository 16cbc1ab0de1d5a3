import type { MigrationInterface, QueryRunner } from 'typeorm';
import { chainDoors, hashing, signingDoors } from './0007-functions.js';

/** Chains beside those of the processes, what has not been signed yet, and the doors through which entries are chained and signed. */
export class Chains1700000000007 implements MigrationInterface {
  name = 'Chains1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table chain (
        id uuid not null,
        entries integer not null,
        head bytea not null,
        moved_at timestamptz not null,
        constraint chain_pkey primary key (id)
      );

      create table chain_entry (
        chain_id uuid not null,
        n integer not null,
        at timestamptz not null,
        action text not null,
        person_id uuid,
        detail jsonb not null,
        hash bytea not null,
        constraint chain_entry_pkey primary key (chain_id, n),
        constraint chain_entry_chain foreign key (chain_id) references chain (id)
      );

      create table unsigned_entry (
        chain_id uuid not null,
        n integer not null,
        at timestamptz not null,
        constraint unsigned_entry_pkey primary key (chain_id, n)
      );

      alter table timeline_entry add command_seq integer;
      update timeline_entry e set command_seq = c.seq from command c
        where c.process_id = e.process_id and c.at = e.at and c.kind = e.action and c.task_step is not distinct from e.task_step;
      insert into unsigned_entry select process_id, n, at from timeline_entry;

      alter table read_log add n integer, add hash bytea, add constraint read_log_n unique (n);
      create index read_log_unsealed on read_log (id) where n is null;
    `);
    await runner.query(hashing);
    await runner.query(chainDoors);
    await runner.query(signingDoors);
    await runner.query(`
      revoke all on function canonical_json(jsonb), entry_hash(bytea, uuid, integer, timestamptz, text, uuid, jsonb), command_digest(uuid, integer),
        append_to_chain(uuid, timestamptz, text, uuid, jsonb), tell_log_in(text, timestamptz, text, text), seal_readings(integer),
        signing_state(), unsigned_entries(integer), mark_signed(integer, bytea, timestamptz, uuid[], integer[]) from public;
      grant execute on function append_to_chain(uuid, timestamptz, text, uuid, jsonb), tell_log_in(text, timestamptz, text, text), signing_state() to liandong_api;
      grant execute on function append_to_chain(uuid, timestamptz, text, uuid, jsonb), seal_readings(integer), signing_state(), unsigned_entries(integer),
        mark_signed(integer, bytea, timestamptz, uuid[], integer[]) to liandong_worker;
      grant execute on function command_digest(uuid, integer) to liandong_verifier;
    `);
    for (const table of ['chain', 'chain_entry', 'unsigned_entry']) await runner.query(`alter table ${table} enable row level security`);
    for (const table of ['chain', 'chain_entry', 'read_log'])
      await runner.query(
        `grant select on ${table} to liandong_verifier; create policy ${table}_verifier_read on ${table} for select to liandong_verifier using (true)`,
      );
    for (const role of ['api', 'worker'])
      await runner.query(
        `grant insert on unsigned_entry to liandong_${role};
         create policy unsigned_entry_${role}_insert on unsigned_entry for insert to liandong_${role} with check (chain_id = (select app_process()))`,
      );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
