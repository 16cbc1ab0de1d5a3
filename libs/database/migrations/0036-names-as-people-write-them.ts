import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fromProcess } from './0028-recusals-from-a-clue.js';
import { excludeByRecusal, excludeFromProcess } from './0024-recusals-in-turn.js';

/** Whether the recusal `r` is from a relative of this name. */
const relative = (name: string) => `name_key(${name}) = name_key(r.relative_name)`;

/** Whether it is from somebody who has to do with the clue `c`. */
const fromNamed = `r.tie = 'relative' and (${relative("c.reporter ->> 'name'")} or exists (select from clue_subject s where s.clue_id = c.id and ${relative('s.name')}))`;

/**
 * A relative's name is compared as people read it: 张 卫国 and 张卫国, 欧阳•娜 and 欧阳·娜, ZHANG Weiguo and Zhang Weiguo are one.
 * Counts for recusals that hold now, too.
 */
export class NamesAsPeopleWriteThem1700000000036 implements MigrationInterface {
  name = 'NamesAsPeopleWriteThem1700000000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The letters and digits of a name, whichever their width and case; null where it has none.
      create function name_key(name text) returns text language sql immutable strict parallel safe as $$
        select nullif(lower(regexp_replace(normalize(name, NFKC), '[^[:alnum:]]', '', 'g')), '')
      $$;
      revoke execute on function name_key(text) from public;

      ${excludeFromProcess(`r.ended_at is null and (${fromProcess} or r.unit_id = p.unit_id or ${fromNamed})`)};
      ${excludeByRecusal(`r.ended_at is null and (${fromProcess} or r.unit_id in (p.unit_id, c.unit_id) or ${fromNamed})`)};

      create or replace function exclude_from_clue(clue uuid) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
      begin
        perform recusals_stay();
        insert into exclusion
        select r.person_id, t.process_id, r.id from clue c join clue_transfer t on t.clue_id = c.id
          join recusal r on r.ended_at is null and (r.unit_id = c.unit_id or ${fromNamed})
        where c.id = exclude_from_clue.clue
        on conflict do nothing;
      end $$;

      create or replace function recused_from_clue(clue uuid, unit uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
        select exists (
          select from recusal r where r.person_id = (select app_person()) and r.ended_at is null and (
            r.unit_id = unit
            or exists (select from clue c where c.id = clue and ${fromNamed})
            or exists (select from clue_transfer t where t.clue_id = clue and t.process_id = r.process_id)))
      $$;

      insert into exclusion
      select r.person_id, p.id, r.id from recusal r join process p on p.type = 'clue-transfer' join clue c on c.id = p.subject_id
      where r.ended_at is null and ${fromNamed}
      on conflict do nothing;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
