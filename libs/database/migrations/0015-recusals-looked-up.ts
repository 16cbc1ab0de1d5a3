import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';
import { visibleProcess } from './0011-functions.js';

/**
 * That no recusal of the acting person's keeps it away. Compared with an array, it is looked up for what a statement comes upon:
 * of a plain comparison, PostgreSQL gathers all that is kept away from the person first, for each part of a statement anew.
 */
const notExcluded = (process: string) => `not exists (select from exclusion e where e.person_id = ${me} and e.process_id = any (array[${process}]))`;

/** Lists as quick for who is recused from thousands of processes as for who is from none. */
export class RecusalsLookedUp1700000000015 implements MigrationInterface {
  name = 'RecusalsLookedUp1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter policy task_api_read on task using (process_id = (select app_process())
        or ((pool = any ((select app_pools())::text[]) or holder = ${me} or decided_by = ${me}) and ${notExcluded('task.process_id')}));
      alter policy process_api_read on process using (id = (select app_process()) or ((${visibleProcess}) and ${notExcluded('process.id')}));
      alter policy notice_api_read on notice using ((pool = any ((select app_pools())::text[]) or person_id = ${me}) and ${notExcluded('notice.process_id')});
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
