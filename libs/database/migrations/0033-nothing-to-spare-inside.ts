import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Within a process, what it waits for is read from its own rows: the door that lists it for many processes leads there no more. */
export class NothingToSpareInside1700000000033 implements MigrationInterface {
  name = 'NothingToSpareInside1700000000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('revoke execute on function waiting_tasks(uuid[]) from liandong_inside');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
