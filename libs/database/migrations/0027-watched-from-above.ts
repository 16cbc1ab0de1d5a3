import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';
import { waitingTasks } from './0011-functions.js';
import { notExcluded } from './0015-recusals-looked-up.js';
import { toldInside } from './0018-inside.js';

/** The processes that the acting person has to do with, as before. What is watched is found from above, by the path of the organisation; who watches nothing asks for no path. */
const visibleProcess = `(opened_by = ${me} and organization_id = any ((select app_homes())::uuid[]))
  or ((select app_scope()) <> '{}' and exists (select from organization o where o.id = process.organization_id and o.path && (select app_scope())))
  or exists (select from process_reader r where r.process_id = process.id and (select app_pools())::text[] @> array[r.pool])`;

/**
 * A supervisor's scope is the one or few organisations from which it reaches downwards, instead of all the hundreds that lie below: they were put together
 * in each transaction, read out of text again by each policy that asked, and compared one after the other with each process (a page of overdue processes: 2 of 8 ms).
 */
export class WatchedFromAbove1700000000027 implements MigrationInterface {
  name = 'WatchedFromAbove1700000000027';

  async up(runner: QueryRunner): Promise<void> {
    const seen = `(${visibleProcess}) and ${notExcluded('process.id')}`;
    await runner.query(`
      -- From where a supervisor or an administrator watches what lies below: that organisation itself, for a supervisor its area, from within a unit that unit.
      create or replace function scope_of(person uuid) returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(array_agg(distinct case when r.role = 'supervisor' and own.level <> 'unit' then own.area_id else own.id end), '{}')
        from role_assignment r join organization own on own.id = r.organization_id
        where r.person_id = person and r.role in ('supervisor', 'administrator')
      $$;
      alter policy process_api_read on process using (${seen});
      ${waitingTasks(`process.id = (select app_process()) or (${seen})`)}
      ${toldInside(seen)}
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
