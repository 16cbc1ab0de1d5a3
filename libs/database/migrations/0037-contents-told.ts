import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = 'security definer set search_path = public, pg_temp';

/** The salted digest of a note `t`. */
const noteDigest = `sha256(t.salt || convert_to(canonical_json(jsonb_build_object('text', t.text)), 'UTF8'))`;

/**
 * Whatever people write in a process is told by an entry of its timeline, and nothing can be put there afterwards: a note has its entry, as every task act,
 * and what verifies sees content that no entry tells of, commands that say something else than their entry, and those that are gone.
 */
export class ContentsTold1700000000037 implements MigrationInterface {
  name = 'ContentsTold1700000000037';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table task_note add n integer, add salt bytea;

      -- Notes from before get their entries now, with the moment at which they were written.
      do $$
      declare
        note record;
        last process;
        moment timestamptz;
        digest bytea;
        sealed bytea;
      begin
        for note in select t.id, t.process_id, t.person_id, t.at, k.step from task_note t join task k on k.id = t.task_id order by t.process_id, t.at, t.id loop
          select * into last from process p where p.id = note.process_id for no key update;
          moment := date_trunc('milliseconds', note.at);
          update task_note t set n = last.entries + 1, at = moment, salt = uuid_send(gen_random_uuid()) where t.id = note.id;
          select ${noteDigest} into digest from task_note t where t.id = note.id;
          sealed := sha256(last.head || convert_to(canonical_json(jsonb_build_object(
            'process', last.id, 'n', last.entries + 1, 'at', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'action', 'note',
            'person', note.person_id, 'task', note.step, 'detail', jsonb_build_object(), 'content', encode(digest, 'hex'))), 'UTF8'));
          insert into timeline_entry (process_id, n, at, action, person_id, task_step, detail, content_digest, hash)
            values (last.id, last.entries + 1, moment, 'note', note.person_id, note.step, '{}', digest, sealed);
          insert into unsigned_entry (chain_id, n, at) values (last.id, last.entries + 1, now());
          update process p set entries = last.entries + 1, head = sealed where p.id = last.id;
        end loop;
      end $$;

      alter table task_note alter n set not null, alter salt set not null;
      create unique index task_note_by_entry on task_note (process_id, n);

      drop function command_digest(uuid, integer);
      -- The salted digest of what an entry tells of as it is now, of its command or else of its note, for who may compare it and not read it; null where there is no content, or no longer.
      create function content_now(process uuid, n integer, command_seq integer) returns bytea language sql stable ${definer} as $$
        select case when command_seq is null then (select ${noteDigest} from task_note t where t.process_id = process and t.n = content_now.n)
          else (select sha256(coalesce(c.salt, '') || convert_to(canonical_json(c.content), 'UTF8')) from command c
            where c.process_id = process and c.seq = command_seq and c.content is not null) end
      $$;
      -- Entries that tell of a command otherwise than it is, or of one that is gone; commands and notes that no entry tells of count behind the last.
      create function mistold() returns table (process_id uuid, n integer, fault text) language sql stable ${definer} as $$
        select coalesce(c.process_id, e.process_id), coalesce(e.n, p.entries + 1, 1), case when e.n is null then 'untold' else 'command-edited' end
        from (select * from timeline_entry where command_seq is not null) e full join command c on c.process_id = e.process_id and c.seq = e.command_seq
          left join process p on p.id = c.process_id
        where c.seq is null or e.n is null
          or (c.kind, c.at, c.person_id, c.task_step, c.outcome) is distinct from (e.action, e.at, e.person_id, e.task_step, e.detail ->> 'outcome')
        union all
        select t.process_id, least(t.n, p.entries + 1), 'untold'
        from task_note t join task k on k.id = t.task_id left join process p on p.id = t.process_id
          left join timeline_entry e on e.process_id = t.process_id and e.n = t.n and e.content_digest is not null and e.command_seq is null
        where (t.at, t.person_id, k.step) is distinct from (e.at, e.person_id, e.task_step)
      $$;
      revoke all on function content_now(uuid, integer, integer), mistold() from public;
      grant execute on function content_now(uuid, integer, integer), mistold() to liandong_verifier;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
