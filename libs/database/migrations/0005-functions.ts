import { me } from './0004-functions.js';

const definer = 'security definer set search_path = public, pg_temp';

/** The organisations that the acting person administers, for a column with ids of organisations. */
export const administered = (column: string) => `${column} in (select id from organization where path && (select app_administers()))`;

/** What the policies ask about administrators. */
export const administrating = `
  -- Where the acting person is an administrator; what lies below is administered too.
  create function app_administers() returns uuid[] language sql stable ${definer} as $$
    select coalesce(array_agg(organization_id), '{}') from role_assignment where person_id = ${me} and role = 'administrator'
  $$;
  create function administers(organization uuid) returns boolean language sql stable ${definer} as $$
    select exists (select from organization o where o.id = organization and o.path && (select app_administers()))
  $$;
  create function administers_person(person uuid) returns boolean language sql stable ${definer} as $$
    select exists (select from person p where p.id = person and administers(p.organization_id))
  $$;
`;

/** Passwords and the tokens that stand for one: what no program may read or write by itself. */
export const passwordDoors = `
  -- Founds the record: its first organisation, and in it the first administrator. False where the token is none, or no longer, or somebody is there already.
  create function set_up_record(token bytea, organization uuid, organization_kind text, organization_level text, organization_name text, organization_short_name text,
    organization_name_en text, organization_code text, administrator uuid, administrator_login text, administrator_name text, chosen_language text, hash text, at timestamptz)
  returns boolean language plpgsql ${definer} as $$
  begin
    update one_time_token t set used_at = at where t.token_hash = token and t.purpose = 'set-up' and t.used_at is null and t.expires_at > at;
    if not found or exists (select from person) then return false; end if;
    insert into organization (id, area_id, path, kind, level, code, name, name_en, short_name, created_at)
      values (organization, organization, array[organization], organization_kind, organization_level, organization_code, organization_name, organization_name_en, organization_short_name, at);
    insert into person (id, login, name, password_hash, organization_id, language, created_at)
      values (administrator, administrator_login, administrator_name, hash, organization, chosen_language, at);
    insert into role_assignment (person_id, organization_id, role, pool, since) values (administrator, organization, 'administrator', organization || '/administrator', at);
    delete from one_time_token where purpose = 'set-up' and used_at is null;
    return true;
  end $$;

  -- For what a token is good, and for whom; nothing where it is none, or no longer.
  create function token_of(token bytea, at timestamptz) returns table (purpose text, login text, name text) language sql stable ${definer} as $$
    select t.purpose, p.login, p.name from one_time_token t left join person p on p.id = t.person_id
    where t.token_hash = token and t.used_at is null and t.expires_at > at and (p.id is null or p.active)
  $$;
  -- Tokens for people whom the acting person administers in all that they are; what they had before is good no longer.
  create function make_password_tokens(tokens bytea[], people uuid[], at timestamptz, until timestamptz) returns integer language plpgsql ${definer} as $$
  declare made integer;
  begin
    update one_time_token t set used_at = at where t.person_id = any (people) and t.used_at is null and administers_person(t.person_id);
    insert into one_time_token (token_hash, purpose, person_id, made_by, created_at, expires_at)
      select n.token, 'password', p.id, app_person(), at, until from unnest(tokens, people) n (token, person) join person p on p.id = n.person
      where p.active and p.id <> ${me} and ${administered('p.organization_id')}
        and not exists (select from role_assignment r where r.person_id = p.id and not (${administered('r.organization_id')}));
    get diagnostics made = row_count;
    return made;
  end $$;
  -- Gives the person for whom the token was made a password, and ends what was open under the former one. Null where the token is none, or no longer.
  create function set_password_by_token(token bytea, hash text, at timestamptz) returns uuid language plpgsql ${definer} as $$
  declare person uuid;
  begin
    update one_time_token t set used_at = at where t.token_hash = token and t.purpose = 'password' and t.used_at is null and t.expires_at > at
      and exists (select from person p where p.id = t.person_id and p.active) returning t.person_id into person;
    if person is null then return null; end if;
    update person p set password_hash = hash where p.id = person;
    update session s set ended_at = at where s.person_id = person and s.ended_at is null;
    return person;
  end $$;
  -- Which of these people have not set a password yet.
  create function without_password(people uuid[]) returns setof uuid language sql stable ${definer} as $$
    select p.id from person p where p.id = any (people) and p.password_hash = '' and ${administered('p.organization_id')}
  $$;
  create function own_password() returns table (login text, password_hash text) language sql stable ${definer} as $$
    select p.login, p.password_hash from person p where p.id = ${me}
  $$;
  -- A new password ends all other sessions of the person, and the tokens that stand for one.
  create function set_own_password(hash text, kept_session bytea, at timestamptz) returns void language sql ${definer} as $$
    update person set password_hash = hash where id = ${me};
    update session set ended_at = at where person_id = ${me} and ended_at is null and id_hash <> kept_session;
    update one_time_token set used_at = at where person_id = ${me} and used_at is null;
  $$;
`;

/** Sessions and tasks of people who change their place. */
export const personDoors = `
  create function session_open(hash bytea, person uuid, csrf text, at timestamptz, until timestamptz, from_address text, with_agent text) returns void language sql ${definer} as $$
    insert into session (id_hash, id, person_id, csrf_token, created_at, seen_at, expires_at, address, agent) values (hash, gen_random_uuid(), person, csrf, at, at, until, from_address, with_agent)
  $$;
  -- Which of the acting person's sessions this one is.
  create function session_id_of(hash bytea) returns uuid language sql stable ${definer} as $$
    select id from session where id_hash = hash and person_id = ${me}
  $$;
  -- Ends one session of a person, or all; one's own, or those of whom one administers. Gives how many that were.
  create function end_sessions(person uuid, one uuid, at timestamptz) returns integer language plpgsql ${definer} as $$
  declare ended integer;
  begin
    update session s set ended_at = at where s.person_id = person and s.ended_at is null and s.expires_at > at and (one is null or s.id = one)
      and (person = app_person() or administers_person(person));
    get diagnostics ended = row_count;
    return ended;
  end $$;
  -- What a person has in hand, for who administers the person or the pool it came from; stranded is what the person may not have any more.
  create function tasks_in_hand(person uuid) returns table (task_id uuid, process_id uuid, number text, type text, kind text, step text, pool text, stranded boolean)
  language sql stable ${definer} as $$
    select t.id, t.process_id, p.number, p.type, t.kind, t.step, t.pool,
      not exists (select from role_assignment r join person h on h.id = r.person_id where r.pool = t.pool and r.person_id = t.holder and h.active)
    from task t join process p on p.id = t.process_id
    where t.holder = person and t.state = 'open' and p.closed_at is null
      and (administers_person(person) or exists (select from organization o where o.id::text = split_part(t.pool, '/', 1) and o.path && (select app_administers())))
    order by p.id, t.id
  $$;
  -- What lies open in the pools of an organisation, for who administers it.
  create function tasks_in_pools_of(organization uuid) returns integer language sql stable ${definer} as $$
    select count(*)::int from task t where t.state = 'open' and t.pool like organization::text || '/%' and administers(organization)
  $$;
`;
