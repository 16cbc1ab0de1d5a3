import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who follows a process is looked up by the process, where its own policy asks too: a plain comparison with the person's pools had PostgreSQL
 * look for each process of a page in each of these pools (160 searches for 51 rows of a reader in five).
 */
export class ReadersOfAProcess1700000000023 implements MigrationInterface {
  name = 'ReadersOfAProcess1700000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter policy process_reader_api_read on process_reader using ((select app_pools())::text[] @> array[pool])');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
