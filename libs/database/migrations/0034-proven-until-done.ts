import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me, notExcluded } from './0004-functions.js';

/** Those recusals `r` that are not from a matter from which the acting person is recused too. */
const tellable = `(r.process_id is null or ${notExcluded('r.process_id')})`;
const definer = 'security definer set search_path = public, pg_temp';

/** A password proves somebody only as long as it is theirs: until what it opens is written. And who leads is told nothing of a matter from which they are recused. */
export class ProvenUntilDone1700000000034 implements MigrationInterface {
  name = 'ProvenUntilDone1700000000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function session_open(bytea, uuid, text, timestamptz, timestamptz, text, text), set_own_password(text, bytea, timestamptz);

      -- Opens a session for who has been proven by the password with this hash. False where it is theirs no longer, or they have left: whoever changes either waits, and ends this session with the others.
      create function session_open(hash bytea, person uuid, proven text, csrf text, at timestamptz, until timestamptz, from_address text, with_agent text) returns boolean
      language plpgsql ${definer} as $$
      begin
        perform from person p where p.id = session_open.person and p.active and p.password_hash = proven for share;
        if not found then return false; end if;
        insert into session (id_hash, id, person_id, csrf_token, created_at, seen_at, expires_at, address, agent) values (hash, gen_random_uuid(), person, csrf, at, at, until, from_address, with_agent);
        return true;
      end $$;

      -- A new password ends all other sessions of the person, and the tokens that stand for one. False where the one that proved them is theirs no longer.
      create function set_own_password(hash text, proven text, kept_session bytea, at timestamptz) returns boolean language plpgsql ${definer} as $$
      begin
        update person set password_hash = hash where id = ${me} and password_hash = proven;
        if not found then return false; end if;
        update session set ended_at = at where person_id = ${me} and ended_at is null and id_hash <> kept_session;
        update one_time_token set used_at = at where person_id = ${me} and used_at is null;
        return true;
      end $$;

      -- The recusals that the acting person may end: those of the people whom they lead, but for matters from which they are recused themselves.
      create or replace function recusals_led() returns setof recusal language sql stable ${definer} as $$
        select r.* from recusal r
        where r.ended_at is null and ${tellable}
          and r.person_id in (select q.person_id from (select distinct person_id from recusal where ended_at is null) q where leads(q.person_id))
        order by r.declared_at desc, r.id desc
      $$;
      create or replace function end_recusal(recusal uuid, at timestamptz, because text) returns uuid language plpgsql ${definer} as $$
      declare whose uuid;
      begin
        perform recusals_change();
        update recusal r set ended_at = at, ended_by = app_person(), end_reason = because
        where r.id = end_recusal.recusal and r.ended_at is null and ${tellable} and leads(r.person_id) returning r.person_id into whose;
        if whose is not null then delete from exclusion where recusal_id = end_recusal.recusal; end if;
        return whose;
      end $$;
    `);
    const doors = 'session_open(bytea, uuid, text, text, timestamptz, timestamptz, text, text), set_own_password(text, text, bytea, timestamptz)';
    await runner.query(`revoke all on function ${doors} from public; grant execute on function ${doors} to liandong_api`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
