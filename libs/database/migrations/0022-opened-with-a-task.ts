import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A process opens with its first task: who opens it puts that into its pool, in nobody's hands, with the deadline that it serves. */
export class OpenedWithATask1700000000022 implements MigrationInterface {
  name = 'OpenedWithATask1700000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Until when a bell may wait for another one to go with.
      alter table outbox add column patient_until timestamptz;
      grant insert on task, deadline to liandong_inside;
      create policy task_inside_insert on task for insert to liandong_inside with check (process_id = (select app_process()) and holder is null and state = 'open');
      create policy deadline_inside_insert on deadline for insert to liandong_inside with check (process_id = (select app_process()) and met_at is null);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
