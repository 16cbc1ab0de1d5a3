import { installation, readings, signatures } from '../record/chain.js';

/** Hashes as libs/database/record/chain.ts computes them, for what is chained and compared within the database. */
export const hashing = `
  create function canonical_json(value jsonb) returns text language plpgsql immutable as $$
  begin
    return case jsonb_typeof(value)
      when 'object' then '{' || coalesce((select string_agg(to_jsonb(key)::text || ':' || canonical_json(field), ',' order by key collate "C") from jsonb_each(value) o (key, field)), '') || '}'
      when 'array' then '[' || coalesce((select string_agg(canonical_json(item), ',' order by place) from jsonb_array_elements(value) with ordinality a (item, place)), '') || ']'
      else value::text end;
  end $$;

  create function entry_hash(previous bytea, of_chain uuid, n integer, moment timestamptz, action text, person uuid, detail jsonb) returns bytea language sql stable as $$
    select sha256(previous || convert_to(canonical_json(jsonb_build_object(
      'process', of_chain, 'n', n, 'at', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'action', action, 'detail', detail
    ) || case when person is null then '{}' else jsonb_build_object('person', person) end), 'UTF8'))
  $$;

  -- The salted digest of a command's content as it is now, for who may compare it and not read it; null where there is none, or no longer.
  create function command_digest(process uuid, command_seq integer) returns bytea language sql stable security definer set search_path = public, pg_temp as $$
    select sha256(c.salt || convert_to(canonical_json(c.content), 'UTF8')) from command c where c.process_id = process and c.seq = command_seq
  $$;
`;

/** What is written into the chains that are not a process's. A chain's row is locked last of all. */
export const chainDoors = `
  create function append_to_chain(of_chain uuid, at timestamptz, action text, person uuid, detail jsonb) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    moment timestamptz := date_trunc('milliseconds', at);
    last chain;
    sealed bytea;
  begin
    insert into chain (id, entries, head, moved_at) values (of_chain, 0, decode(repeat('00', 32), 'hex'), moment) on conflict do nothing;
    select * into last from chain c where c.id = of_chain for no key update;
    sealed := entry_hash(last.head, of_chain, last.entries + 1, moment, action, person, detail);
    insert into chain_entry (chain_id, n, at, action, person_id, detail, hash) values (of_chain, last.entries + 1, moment, action, person, detail, sealed);
    insert into unsigned_entry (chain_id, n, at) values (of_chain, last.entries + 1, moment);
    update chain c set entries = last.entries + 1, head = sealed, moved_at = moment where c.id = of_chain;
    return last.entries + 1;
  end $$;

  -- Tells of a log-in, or of one that was refused, to the person's organisation; of one under a name that nobody has, to the installation. The name itself is not kept: people type passwords there.
  create function tell_log_in(login_name text, at timestamptz, action text, address text) returns integer language sql security definer set search_path = public, pg_temp as $$
    select append_to_chain(coalesce(p.organization_id, '${installation}'), at, action, p.id, jsonb_build_object('address', address))
    from (select) nobody left join person p on p.login = login_name
  $$;

  -- Chains what was read since, apart from the reading itself, which therefore never waits. Gives how many entries that were.
  create function seal_readings(at_most integer) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    last chain;
    reading read_log;
    sealed integer := 0;
  begin
    if not exists (select from read_log where n is null) then return 0; end if;
    insert into chain (id, entries, head, moved_at) select '${readings}', 0, decode(repeat('00', 32), 'hex'), min(at) from read_log on conflict do nothing;
    select * into last from chain c where c.id = '${readings}' for no key update;
    for reading in select * from read_log where n is null order by id limit at_most loop
      sealed := sealed + 1;
      last.entries := last.entries + 1;
      last.head := entry_hash(last.head, last.id, last.entries, date_trunc('milliseconds', reading.at), reading.what, reading.person_id,
        jsonb_strip_nulls(jsonb_build_object('id', reading.id::text, 'process', reading.process_id, 'clue', reading.clue_id, 'document', reading.document_id)));
      update read_log set n = last.entries, hash = last.head where id = reading.id;
      insert into unsigned_entry (chain_id, n, at) values (last.id, last.entries, reading.at);
    end loop;
    update chain c set entries = last.entries, head = last.head, moved_at = coalesce(reading.at, c.moved_at) where c.id = last.id;
    return sealed;
  end $$;
`;

/** What the signer needs: ids and hashes of what is to be signed, and a place to say that it was. */
export const signingDoors = `
  -- How many entries wait for a signature, since when, and the last line of the signatures.
  create function signing_state() returns table (waiting bigint, oldest timestamptz, line integer, digest bytea, signed_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
    select u.waiting, u.oldest, s.entries, s.head, s.moved_at
    from (select count(*) as waiting, min(at) as oldest from unsigned_entry) u left join chain s on s.id = '${signatures}'
  $$;
  create function unsigned_entries(at_most integer) returns table (chain_id uuid, number text, n integer, hash bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
    select u.chain_id, p.number, u.n, coalesce(t.hash, c.hash, r.hash)
    from unsigned_entry u
      left join process p on p.id = u.chain_id
      left join timeline_entry t on t.process_id = u.chain_id and t.n = u.n
      left join chain_entry c on c.chain_id = u.chain_id and c.n = u.n
      left join read_log r on u.chain_id = '${readings}' and r.n = u.n
    where coalesce(t.hash, c.hash, r.hash) is not null
    order by u.chain_id, u.n limit at_most
  $$;
  create function mark_signed(line integer, digest bytea, at timestamptz, chains uuid[], ns integer[]) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into chain (id, entries, head, moved_at) values ('${signatures}', line, digest, at)
    on conflict (id) do update set entries = excluded.entries, head = excluded.head, moved_at = excluded.moved_at;
    delete from unsigned_entry u using unnest(chains, ns) s (chain_id, n) where u.chain_id = s.chain_id and u.n = s.n
  $$;
`;
