/** The acting person, as a policy asks for it: once per statement. */
export const me = '(select app_person())';

/** That no recusal of the acting person's keeps it away. */
export const notExcluded = (id: string) => `${id} not in (select process_id from exclusion where person_id = ${me})`;

/** The processes that the acting person has to do with. */
export const visibleProcess = `opened_by = ${me}
  or organization_id = any ((select app_scope())::uuid[])
  or exists (select from process_reader r where r.process_id = process.id and r.pool = any ((select app_pools())::text[]))`;

/** What the policies ask: who acts, within which process, and what belongs to the person. */
export const context = `
  create function app_person() returns uuid language sql stable as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
  create function app_process() returns uuid language sql stable as $$ select nullif(current_setting('app.process', true), '')::uuid $$;

  -- The pools whose tasks a person sees: those of the own roles, and for a lead those of the team.
  create function pools_of(person uuid) returns text[] language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(distinct p), '{}') from role_assignment r,
      lateral unnest(case r.role when 'team-lead' then array[r.pool, r.organization_id || '/reviewer'] else array[r.pool] end) p
    where r.person_id = person
  $$;

  -- The organisations whose processes a supervisor or an administrator watches: all of the own area, and what lies below it.
  create function scope_of(person uuid) returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(distinct o.id), '{}') from role_assignment r
      join organization own on own.id = r.organization_id
      join organization o on own.area_id = any (o.path)
    where r.person_id = person and r.role in ('supervisor', 'administrator')
  $$;

  -- Both for the acting person, as the transaction found them when it began: statements ask many times.
  create function app_pools() returns text[] language sql stable as $$ select nullif(current_setting('app.pools', true), '')::text[] $$;
  create function app_scope() returns uuid[] language sql stable as $$ select nullif(current_setting('app.scope', true), '')::uuid[] $$;

  -- The organisations whose registered clues a person keeps.
  create function app_clue_keepers() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(distinct organization_id), '{}') from role_assignment
    where person_id = (select app_person()) and role in ('coordinator', 'inspector', 'county-liaison')
  $$;

  create function recused_from_clue(clue uuid, unit uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
      select from recusal r where r.person_id = (select app_person()) and r.ended_at is null and (
        r.unit_id = unit
        or exists (select from clue_subject s where s.clue_id = clue and s.name = r.relative_name)
        or exists (select from clue c where c.id = clue and c.reporter ->> 'name' = r.relative_name)
        or exists (select from clue_transfer t where t.clue_id = clue and t.process_id = r.process_id)))
  $$;
`;

/** The few doors through the wall: functions with the rights of the owner. */
export const doors = `
  create function log_in_of(login_name text) returns table (person_id uuid, password_hash text) language sql stable security definer set search_path = public, pg_temp as $$
    select id, person.password_hash from person where login = login_name and active
  $$;

  create function throttle_of(throttle_key text) returns table (failures integer, last_at timestamptz, blocked_until timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
    select t.failures, t.last_at, t.blocked_until from login_throttle t where key = throttle_key
  $$;
  create function throttle_set(throttle_key text, new_failures integer, at timestamptz, until timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into login_throttle values (throttle_key, new_failures, at, until)
    on conflict (key) do update set failures = new_failures, last_at = at, blocked_until = until
  $$;

  create function session_open(hash bytea, person uuid, csrf text, at timestamptz, until timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into session (id_hash, person_id, csrf_token, created_at, seen_at, expires_at) values (hash, person, csrf, at, at, until)
  $$;
  -- Whose session it is, with the roles held; none where it has ended, expired or lain idle. What it was last seen at is written once a minute.
  create function session_of(hash bytea, at timestamptz, idle interval)
  returns table (person_id uuid, name text, language text, organization_id uuid, organization text, csrf_token text, roles jsonb)
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update session s set seen_at = at where s.id_hash = hash and s.seen_at < at - interval '1 minute' and s.seen_at > at - idle and s.ended_at is null;
    return query
      select p.id, p.name, p.language, p.organization_id, case when p.language = 'en' then o.name_en else o.short_name end, s.csrf_token,
        (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'organizationId', r.organization_id, 'organization', case when p.language = 'en' then ro.name_en else ro.short_name end, 'level', ro.level) order by r.role), '[]')
         from role_assignment r join organization ro on ro.id = r.organization_id where r.person_id = p.id)
      from session s join person p on p.id = s.person_id and p.active join organization o on o.id = p.organization_id
      where s.id_hash = hash and s.ended_at is null and s.expires_at > at and s.seen_at > at - idle;
  end $$;
  -- The roles of who is in a session, for streams that watch whether it lasts: looking does not keep it alive.
  create function roles_in_session(hash bytea, at timestamptz) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
    select (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'organizationId', r.organization_id, 'organization', case when p.language = 'en' then ro.name_en else ro.short_name end, 'level', ro.level) order by r.role), '[]')
      from role_assignment r join organization ro on ro.id = r.organization_id where r.person_id = p.id)
    from session s join person p on p.id = s.person_id and p.active where s.id_hash = hash and s.ended_at is null and s.expires_at > at
  $$;
  create function session_end(hash bytea, at timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
    update session set ended_at = at where id_hash = hash and ended_at is null
  $$;

  create function set_own_language(chosen text) returns void language sql security definer set search_path = public, pg_temp as $$
    update person set language = chosen where id = app_person()
  $$;

  -- Whom a recusal keeps from a process that opens: asked by the command that opens it.
  create function exclude_from_process() returns void language sql security definer set search_path = public, pg_temp as $$
    insert into exclusion
    select r.person_id, p.id, r.id from process p left join clue c on c.id = p.subject_id and p.type = 'clue-transfer'
      join recusal r on r.ended_at is null and (
        r.unit_id = p.unit_id or r.process_id = p.id or c.reporter ->> 'name' = r.relative_name
        or exists (select from clue_subject s where s.clue_id = c.id and s.name = r.relative_name))
    where p.id = app_process()
    on conflict do nothing
  $$;
  -- From which processes a recusal of one's own keeps away, written down and returned.
  create function exclude_by_recusal(recusal uuid) returns setof uuid language sql security definer set search_path = public, pg_temp as $$
    insert into exclusion
    select r.person_id, p.id, r.id from recusal r join process p on p.closed_at is null
      left join clue c on c.id = p.subject_id and p.type = 'clue-transfer'
    where r.id = recusal and r.person_id = app_person() and r.ended_at is null and (
      r.unit_id = p.unit_id or r.process_id = p.id or c.reporter ->> 'name' = r.relative_name
      or exists (select from clue_subject s where s.clue_id = c.id and s.name = r.relative_name))
    on conflict do nothing
    returning process_id
  $$;
  -- Ends a recusal of one's own; what it kept away may be seen again.
  create function lift_recusal(recusal uuid, at timestamptz, because text) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update recusal r set ended_at = at, ended_by = app_person(), end_reason = because where r.id = recusal and r.person_id = app_person() and r.ended_at is null;
    if not found then return false; end if;
    delete from exclusion where recusal_id = recusal;
    return true;
  end $$;

  -- Ids for the sweepers and the reconciler, which then work one process at a time.
  create function open_processes(after uuid, at_most integer) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
    select id from process where closed_at is null and (after is null or id > after) order by id limit at_most
  $$;
  -- Processes of whose claims the holders have not been told yet that they run out before warn_before, or have run out.
  create function leased_processes(warn_before timestamptz, at timestamptz, at_most integer) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
    select distinct process_id from (
      select process_id from task where state = 'open' and holder is not null
        and ((lease_until <= warn_before and lease_warned_at is null) or (lease_until <= at and lease_warned_at < lease_until))
      order by lease_until limit at_most) t
  $$;
  -- Open processes that are stuck or parked, for the instances that can see them heal.
  create function troubled_processes() returns table (process uuid, step text, code text, stuck_since timestamptz, parked_since timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
    select id, stuck_step, stuck_code, p.stuck_since, p.parked_since from process p
    where (p.stuck_since is not null or p.parked_since is not null) and closed_at is null order by id limit 1000
  $$;
  create function end_recusals(at timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
  declare ended integer;
  begin
    with over as (update recusal set ended_at = at where ended_at is null and ends_at <= at returning id),
      gone as (delete from exclusion where recusal_id in (select id from over))
    select count(*) into ended from over;
    return ended;
  end $$;
  create function park(process uuid, at timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update process p set parked_since = coalesce(parked_since, at) where p.id = process and p.closed_at is null;
    return found;
  end $$;
  -- For whom processes wait: of each that the person may see, the open task that is due first. Neither its holder nor anything of its handling.
  create function waiting_tasks(processes uuid[]) returns table (process_id uuid, kind text, step text, pool text, due_at timestamptz, opened_at timestamptz, deadline_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct on (t.process_id) t.process_id, t.kind, t.step, t.pool, t.due_at, t.opened_at, t.deadline_id
    from task t join process on process.id = t.process_id
    where t.process_id = any (processes) and t.state = 'open' and not t.copy and (process.id = app_process() or ((${visibleProcess}) and ${notExcluded('process.id')}))
    order by t.process_id, t.due_at, t.id
  $$;
  -- How many tasks a person holds; asked while the person is locked, so that two claims at once count each other.
  create function held_by(person uuid, at timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform from person p where p.id = person for no key update;
    return (select count(*) from task where holder = person and state = 'open' and not copy and lease_until > at);
  end $$;
  -- Rings a parent a little later, unless such a bell waits already: however many children move on, it is rung once in that time. One that a relay has in hand, and may have rung before what is committed now, does not count.
  create function ring_parent(parent uuid, at timestamptz, until timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into outbox (process_id, at, leased_until) select parent, at, until
    where not exists (select from outbox o where o.process_id = ring_parent.parent and o.seq is null and o.leased_until > ring_parent.at and o.leased_until - o.at = ring_parent.until - ring_parent.at)
  $$;
  create function troubled_count() returns integer language sql stable security definer set search_path = public, pg_temp as $$
    select count(*)::int from process where (stuck_since is not null or parked_since is not null) and closed_at is null
  $$;
  create function outbox_state() returns table (waiting bigint, oldest timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
    select count(*), min(at) from outbox
  $$;
`;
