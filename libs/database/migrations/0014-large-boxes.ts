import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';
import { visibleProcess } from './0011-functions.js';

/** That no recusal of the acting person's keeps it away. So put, what a statement comes upon is looked up; a list of all that is kept away was gathered for each statement. */
const notExcluded = (process: string) => `not exists (select from exclusion e where e.person_id = ${me} and e.process_id = ${process})`;

/** The policies of what a person sees of processes, with how they ask whether a recusal keeps one away. */
export const sightUnlessRecused = (notExcluded: (process: string) => string): string => `
  alter policy task_api_read on task using (process_id = (select app_process())
    or ((pool = any ((select app_pools())::text[]) or holder = ${me} or decided_by = ${me}) and ${notExcluded('task.process_id')}));
  alter policy process_api_read on process using (id = (select app_process()) or ((${visibleProcess}) and ${notExcluded('process.id')}));
  alter policy notice_api_read on notice using ((pool = any ((select app_pools())::text[]) or person_id = ${me}) and ${notExcluded('notice.process_id')});`;

/** Boxes as quick with a million open tasks, and with thousands that a recusal keeps away, as with a few. */
export class LargeBoxes1700000000014 implements MigrationInterface {
  name = 'LargeBoxes1700000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index task_in_pool;
      create index task_in_pool on task (pool, due_at, id) where state = 'open' and not copy;
      create index task_copied on task (pool, due_at, id) where state = 'open' and copy;
      ${sightUnlessRecused(notExcluded)}
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
