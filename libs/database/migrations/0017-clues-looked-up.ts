import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';

/** Of a plain `in (select …)` PostgreSQL gathers every clue that the person may see, to look for one of them; a comparison with an array it answers from the index. */
const ofClue = (table: string, further = 'true') => `exists (select from clue c where c.id = any (array[${table}.clue_id]) and ${further})`;

const kept = ofClue('clue_subject', 'c.organization_id = any ((select app_clue_keepers())::uuid[])');
const attachable = `uploaded_by = ${me} and (clue_id is null or ${ofClue('document')})`;

/** Most people have declared no recusal at all: only for who has, each clue is compared with theirs. */
export const recused = `(exists (select from recusal r where r.person_id = ${me} and r.ended_at is null) and recused_from_clue(id, unit_id))`;

/** Reads and writes one clue as quickly among a hundred thousand as among ten. Who may see what is as before. */
export class CluesLookedUp1700000000017 implements MigrationInterface {
  name = 'CluesLookedUp1700000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What the process that has been entered is about. As a function it is asked once, and keeps the walls of two further tables out of the plan of every statement on clues.
      create function app_clue() returns uuid language sql stable security definer set search_path = public, pg_temp as $$
        select clue_id from clue_transfer where process_id = (select app_process())
      $$;
      revoke execute on function app_clue() from public;
      grant execute on function app_clue() to liandong_api;

      alter policy clue_api_read on clue using (id = (select app_clue())
        or (organization_id = any ((select app_clue_keepers())::uuid[]) and not ${recused}));
      alter policy clue_subject_api_read on clue_subject using (${ofClue('clue_subject')});
      alter policy clue_subject_api_insert on clue_subject with check (${kept});
      alter policy clue_subject_api_delete on clue_subject using (${kept});
      alter policy document_api_read on document using ((uploaded_by = ${me} and clue_id is null) or ${ofClue('document')});
      alter policy document_api_insert on document with check (${attachable});
      alter policy document_api_update on document using (${attachable}) with check (${attachable});

      -- One at most: where a thousand are expected, all processes in sight are gathered to be compared with it.
      alter function last_transfer_of(uuid) rows 1;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
