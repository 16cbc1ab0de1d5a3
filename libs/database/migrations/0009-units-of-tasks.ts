import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task knows the unit that its process is about, so that a pool's tasks are found by it in the order in which they are due. */
export class UnitsOfTasks1700000000009 implements MigrationInterface {
  name = 'UnitsOfTasks1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table task add column unit_id uuid constraint task_unit references organization (id);
      update task set unit_id = process.unit_id from process where process.id = task.process_id and process.unit_id is not null;
      create index task_of_unit on task (pool, unit_id, due_at, id) where state = 'open';
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
