import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';
import { notExcluded } from './0015-recusals-looked-up.js';

/**
 * The processes that the acting person has to do with, as before. The readers of a process are few, and are looked up by it;
 * of a plain comparison with the person's pools, PostgreSQL looks for the process in each pool.
 */
export const visibleProcess = `(opened_by = ${me} and organization_id = any ((select app_homes())::uuid[]))
  or organization_id = any ((select app_scope())::uuid[])
  or exists (select from process_reader r where r.process_id = process.id and (select app_pools())::text[] @> array[r.pool])`;

/** Lists as quick for who has many roles as for who has one. */
export class ReadersLookedUp1700000000016 implements MigrationInterface {
  name = 'ReadersLookedUp1700000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter policy process_api_read on process using (id = (select app_process()) or ((${visibleProcess}) and ${notExcluded('process.id')}))`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
