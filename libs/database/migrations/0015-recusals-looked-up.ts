import type { MigrationInterface, QueryRunner } from 'typeorm';
import { me } from './0004-functions.js';
import { sightUnlessRecused } from './0014-large-boxes.js';

/**
 * That no recusal of the acting person's keeps it away. Compared with an array, it is looked up for what a statement comes upon:
 * of a plain comparison, PostgreSQL gathers all that is kept away from the person first, for each part of a statement anew.
 */
export const notExcluded = (process: string) => `not exists (select from exclusion e where e.person_id = ${me} and e.process_id = any (array[${process}]))`;

/** Lists as quick for who is recused from thousands of processes as for who is from none. */
export class RecusalsLookedUp1700000000015 implements MigrationInterface {
  name = 'RecusalsLookedUp1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sightUnlessRecused(notExcluded));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
