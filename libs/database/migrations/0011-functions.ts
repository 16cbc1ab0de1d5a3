import { me, notExcluded } from './0004-functions.js';

const definer = 'security definer set search_path = public, pg_temp';

/** The processes that the acting person has to do with: those of pools of theirs, those that they opened for an organisation in which they still have a role, and those that they watch. */
export const visibleProcess = `(opened_by = ${me} and organization_id = any ((select app_homes())::uuid[]))
  or organization_id = any ((select app_scope())::uuid[])
  or exists (select from process_reader r where r.process_id = process.id and r.pool = any ((select app_pools())::text[]))`;

/** For whom processes wait, of those rows of `process` that fulfil `seen`. */
export const waitingTasks = (seen: string) => `
  -- For whom processes wait: of each that the person may see, the open task that is due first, and whether recusals and separation of duties leave nobody for it. Neither its holder nor anything of its handling.
  create or replace function waiting_tasks(processes uuid[]) returns table (process_id uuid, kind text, step text, pool text, due_at timestamptz, opened_at timestamptz, deadline_id uuid, nobody boolean)
  language sql stable ${definer} as $$
    select w.process_id, w.kind, w.step, w.pool, w.due_at, w.opened_at, w.deadline_id, not exists (
      select from role_assignment r join person m on m.id = r.person_id and m.active
      where r.pool = w.pool and m.id is distinct from w.not_by and not exists (select from exclusion e where e.process_id = w.process_id and e.person_id = m.id))
    from (
      select distinct on (t.process_id) t.process_id, t.kind, t.step, t.pool, t.due_at, t.opened_at, t.deadline_id, t.not_by
      from task t join process on process.id = t.process_id
      where t.process_id = any (processes) and t.state = 'open' and not t.copy and (${seen})
      order by t.process_id, t.due_at, t.id) w
  $$;
`;

/** What the policies ask: where a role reaches. */
export const reach = `
  create function app_homes() returns uuid[] language sql stable as $$
    select coalesce(array_agg(distinct split_part(pool, '/', 1)::uuid), '{}') from unnest((select app_pools())::text[]) pool
  $$;

  -- The organisations whose processes a person watches in a role: a supervisor those of the own area and of what lies below it, from within a unit that unit; an administrator what is administered.
  create function watch_of(person uuid, as_role text) returns uuid[] language sql stable ${definer} as $$
    select coalesce(array_agg(distinct o.id), '{}') from role_assignment r
      join organization own on own.id = r.organization_id
      join organization o on (case when r.role = 'supervisor' and own.level <> 'unit' then own.area_id else own.id end) = any (o.path)
    where r.person_id = person and r.role = as_role and as_role in ('supervisor', 'administrator')
  $$;
  create or replace function scope_of(person uuid) returns uuid[] language sql stable ${definer} as $$
    select watch_of(person, 'supervisor') || watch_of(person, 'administrator')
  $$;

${waitingTasks(`process.id = app_process() or ((${visibleProcess}) and ${notExcluded('process.id')})`)}
  -- As before, only that who does not follow a process's course hears of it no more than that it is open or closed.
  create or replace function seen_by(people uuid[], processes uuid[]) returns table (person uuid, process uuid, state text, tasks uuid[]) language plpgsql strict as $$
  declare who uuid;
  begin
    foreach who in array people loop
      perform set_config('app.person', who::text, true), set_config('app.pools', pools_of(who)::text, true), set_config('app.scope', scope_of(who)::text, true);
      return query select who, p.id,
          case when (p.opened_by = who and p.organization_id = any ((select app_homes())::uuid[])) or p.organization_id = any ((select watch_of(who, 'supervisor'))::uuid[])
              or exists (select from process_reader r where r.process_id = p.id and r.pool = any ((select app_pools())::text[])) then p.state
            when p.closed_at is null then 'open' else 'closed' end,
          array(select t.id from task t where t.process_id = p.id and t.state = 'open' order by t.opened_at, t.id)
        from process p where p.id = any (processes);
    end loop;
  end $$;

  -- The last transfer of a clue that the person keeps, also where the transfer itself is not theirs to see: whether the clue may be changed depends on it.
  create function last_transfer_of(clue uuid) returns table (id uuid, number text, state text, outcome text, closed_at timestamptz) language sql stable ${definer} as $$
    select p.id, p.number, p.state, p.outcome, p.closed_at
    from clue c join clue_transfer ct on ct.clue_id = c.id join process p on p.id = ct.process_id
    where c.id = last_transfer_of.clue and (p.id = app_process() or c.organization_id = any (app_clue_keepers())) order by p.opened_at desc, p.id desc limit 1
  $$;
`;

/** Recusals: whom they keep away, and who may end them. */
export const recusing = `
  -- From which processes a recusal of one's own keeps away, also from those that are closed. Gives the open ones: there something may be in hand.
  create or replace function exclude_by_recusal(recusal uuid) returns setof uuid language sql ${definer} as $$
    with kept as (
      insert into exclusion
      select r.person_id, p.id, r.id from recusal r join process p on true
        left join clue c on c.id = p.subject_id and p.type = 'clue-transfer'
      where r.id = recusal and r.person_id = app_person() and r.ended_at is null and (
        r.unit_id = p.unit_id or r.process_id = p.id or c.reporter ->> 'name' = r.relative_name
        or exists (select from clue_subject s where s.clue_id = c.id and s.name = r.relative_name))
      on conflict do nothing
      returning process_id)
    select k.process_id from kept k join process p on p.id = k.process_id where p.closed_at is null
  $$;

  -- Whether the acting person is the lead of somebody: of an organisation in which that person has a role, or, where that has no other lead, the supervisor of the person's organisation. Nobody is their own.
  create function leads(person uuid) returns boolean language sql stable ${definer} as $$
    select person <> ${me} and (
      exists (select from role_assignment mine join role_assignment r on r.organization_id = mine.organization_id
        where mine.person_id = ${me} and mine.role = 'team-lead' and r.person_id = leads.person)
      or (not exists (select from role_assignment r join role_assignment l on l.organization_id = r.organization_id and l.role = 'team-lead' and l.person_id <> r.person_id
          where r.person_id = leads.person)
        and (select p.organization_id from person p where p.id = leads.person) = any (watch_of(${me}, 'supervisor'))))
  $$;
  -- The recusals that the acting person may end: those of the people whom they lead.
  create function recusals_led() returns setof recusal language sql stable ${definer} as $$
    select r.* from recusal r where r.ended_at is null and r.person_id in (select q.person_id from (select distinct person_id from recusal where ended_at is null) q where leads(q.person_id))
    order by r.declared_at desc, r.id desc
  $$;
  -- Ends the recusal of somebody whom the acting person leads; what it kept away may be seen again. Gives whose it was; nothing where it is none of those.
  create function end_recusal(recusal uuid, at timestamptz, because text) returns uuid language plpgsql ${definer} as $$
  declare whose uuid;
  begin
    update recusal r set ended_at = at, ended_by = app_person(), end_reason = because where r.id = recusal and r.ended_at is null and leads(r.person_id) returning r.person_id into whose;
    if whose is not null then delete from exclusion where recusal_id = recusal; end if;
    return whose;
  end $$;

  -- What a stream watches: the roles of who is in a session, and the recusals that hold for them. Nothing where the session has ended; looking does not keep it alive.
  create function standing_in_session(hash bytea, at timestamptz) returns jsonb language sql stable ${definer} as $$
    select jsonb_build_object(
      'pools', (select coalesce(jsonb_agg(r.pool order by r.pool), '[]') from role_assignment r where r.person_id = p.id),
      'recusals', (select coalesce(jsonb_agg(r.id order by r.id), '[]') from recusal r where r.person_id = p.id and r.ended_at is null))
    from session s join person p on p.id = s.person_id and p.active where s.id_hash = hash and s.ended_at is null and s.expires_at > at
  $$;
`;

/** The read log: what is written there, and what a lead reads in it. */
export const reading = `
  -- Writes down what the acting person is about to read. What a keeper reads of a clue belongs to the transfer in which it is at that moment.
  create function log_reading(what text, process uuid, clue uuid, document uuid, at timestamptz) returns void language sql ${definer} as $$
    insert into read_log (person_id, at, what, process_id, clue_id, document_id)
    values (app_person(), at, what, coalesce(process, (select p.id from clue_transfer ct join process p on p.id = ct.process_id where ct.clue_id = clue and p.closed_at is null)), clue, document)
  $$;
  -- The same for the titles that stand in a list, once for each clue since a moment: lists are read again and again.
  create function log_titles(clues uuid[], at timestamptz, since timestamptz) returns void language sql ${definer} as $$
    insert into read_log (person_id, at, what, process_id, clue_id)
    select app_person(), at, 'title', (select p.id from clue_transfer ct join process p on p.id = ct.process_id where ct.clue_id = c.id and p.closed_at is null), c.id
    from unnest(clues) c (id)
    where not exists (select from read_log r where r.person_id = app_person() and r.clue_id = c.id and r.what = 'title' and r.at >= since)
  $$;
  -- What was read of the matters of the teams that the acting person leads, the newest first: of none from which a recusal keeps the lead.
  create function team_readings(before bigint, at_most integer, of_kind text, process_number text, reader text)
  returns table (id bigint, at timestamptz, what text, process_id uuid, number text, person_id uuid, name text) language sql stable ${definer} as $$
    select r.id, r.at, r.what, p.id, p.number, m.id, m.name
    from read_log r join process p on p.id = r.process_id join person m on m.id = r.person_id
    where exists (select from process_reader pr join role_assignment mine on mine.person_id = ${me} and mine.role = 'team-lead'
        and pr.pool in (mine.pool, mine.organization_id || '/reviewer') where pr.process_id = p.id and pr.relation = 'pool')
      and ${notExcluded('p.id')}
      and (before is null or r.id < before) and (of_kind is null or r.what = of_kind)
      and (process_number is null or starts_with(p.number, process_number)) and (reader is null or position(reader in m.name) > 0)
    order by r.id desc limit at_most
  $$;
`;
