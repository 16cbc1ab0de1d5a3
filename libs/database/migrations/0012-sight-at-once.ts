import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What many people are told of processes; `readers` are the queries of which the last is `reader`, each person's pools, and the organisations watched and administered. */
export const seenBy = (readers: string): string => `
  create or replace function seen_by(people uuid[], processes uuid[]) returns table (person uuid, process uuid, state text, tasks uuid[])
  language sql stable strict security definer set search_path = public, pg_temp as $$
    with ${readers},
    sight as (
      select reader.id as reader, reader.pools, p.id, p.state, p.closed_at,
        (p.opened_by = reader.id and exists (select from unnest(reader.pools) pool where split_part(pool, '/', 1)::uuid = p.organization_id))
          or p.organization_id = any (reader.watched)
          or exists (select from process_reader r where r.process_id = p.id and r.pool = any (reader.pools)) as follows,
        p.organization_id = any (reader.administered) as administers
      from process p cross join reader
      where p.id = any (processes) and not exists (select from exclusion e where e.process_id = p.id and e.person_id = reader.id))
    -- Who does not follow a process's course hears of it no more than that it is open or closed.
    select s.reader, s.id, case when s.follows then s.state when s.closed_at is null then 'open' else 'closed' end,
      array(select t.id from task t
        where t.process_id = s.id and t.state = 'open' and (t.pool = any (s.pools) or t.holder = s.reader or t.decided_by = s.reader) order by t.opened_at, t.id)
    from sight s where s.follows or s.administers
  $$;`;

/**
 * Asks for the sight of many people with one plan instead of once for each of them: every change in the city is asked about for every open page.
 * It says what the policies of `process` and `task` say; a test holds both against each other.
 */
export class SightAtOnce1700000000012 implements MigrationInterface {
  name = 'SightAtOnce1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- As before, in one statement: every transaction of a person asks for it.
      create or replace function scope_of(person uuid) returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(array_agg(distinct o.id), '{}') from role_assignment r
          join organization own on own.id = r.organization_id
          join organization o on (case when r.role = 'supervisor' and own.level <> 'unit' then own.area_id else own.id end) = any (o.path)
        where r.person_id = person and r.role in ('supervisor', 'administrator')
      $$;
      ${seenBy(`reader as materialized (
          select r.id, pools_of(r.id) as pools, watch_of(r.id, 'supervisor') as watched, watch_of(r.id, 'administrator') as administered from unnest(people) r (id))`)}
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
