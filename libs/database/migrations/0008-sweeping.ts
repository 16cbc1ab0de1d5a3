import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has served its time goes: the files that no document names, and the doors through which the worker sweeps. No role deletes by itself. */
export class Sweeping1700000000008 implements MigrationInterface {
  name = 'Sweeping1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stray_file (
        id uuid not null,
        person_id uuid not null,
        since timestamptz not null,
        constraint stray_file_pkey primary key (id)
      );
      create index stray_file_by_age on stray_file (since);
      create index document_unnamed on document (uploaded_at) where clue_id is null;
      create index idempotency_by_age on idempotency (at);
    `);
    await runner.query(doors);
    await runner.query(`
      revoke all on function sweep_idempotency(timestamptz, integer), sweep_heartbeats(timestamptz), sweep_documents(timestamptz, integer), forget_stray_files(uuid[]) from public;
      grant execute on function sweep_idempotency(timestamptz, integer), sweep_heartbeats(timestamptz), sweep_documents(timestamptz, integer), forget_stray_files(uuid[]) to liandong_worker;
      alter table stray_file enable row level security;
      grant select (id, person_id), insert, delete on stray_file to liandong_api;
      create policy stray_file_api_read on stray_file for select to liandong_api using (person_id = (select app_person()));
      create policy stray_file_api_insert on stray_file for insert to liandong_api with check (person_id = (select app_person()));
      create policy stray_file_api_delete on stray_file for delete to liandong_api using (person_id = (select app_person()));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}

const doors = `
  -- Each of the sweeps takes at most so many rows, so that none holds a transaction for long, and says how many there were.
  create function sweep_idempotency(before timestamptz, at_most integer) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
  declare swept integer;
  begin
    delete from idempotency where ctid = any (array(select ctid from idempotency where at < before order by at limit at_most));
    get diagnostics swept = row_count;
    return swept;
  end $$;

  create function sweep_heartbeats(before timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
  declare swept integer;
  begin
    delete from worker_heartbeat where at < before;
    get diagnostics swept = row_count;
    return swept;
  end $$;

  -- Removes the rows of documents that nothing came to name, and gives the ids of files that are to be removed once this is committed: of those documents, and of uploads that never came to their end.
  create function sweep_documents(before timestamptz, at_most integer) returns setof uuid language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    with gone as (
      delete from document where clue_id is null and uploaded_at < before
        and id in (select id from document where clue_id is null and uploaded_at < before order by uploaded_at limit at_most)
      returning id, uploaded_by, uploaded_at)
    insert into stray_file (id, person_id, since) select id, uploaded_by, uploaded_at from gone;
    return query
      select s.id from stray_file s where s.since < before and not exists (select from document d where d.id = s.id) order by s.since limit at_most;
  end $$;
  -- Files that are gone from the disk.
  create function forget_stray_files(files uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
    delete from stray_file s where s.id = any (files) and not exists (select from document d where d.id = s.id)
  $$;
`;
