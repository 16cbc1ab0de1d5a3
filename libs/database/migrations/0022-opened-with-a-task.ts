import type { MigrationInterface, QueryRunner } from 'typeorm';

const here = 'process_id = (select app_process())';
/** The process has been opened and nothing has happened to it since. */
const justOpened = `exists (select from process p where p.id = (select app_process()) and p.seq <= 1 and p.moved_at = p.opened_at)`;

/** A process opens with its first task: who opens it puts that into its pool, in nobody's hands, with the deadline that it serves; the bell of that opening may wait for another one. */
export class OpenedWithATask1700000000022 implements MigrationInterface {
  name = 'OpenedWithATask1700000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Until when a bell may wait for another one to go with.
      alter table outbox add column patient_until timestamptz;
      alter policy outbox_inside_insert on outbox with check (${here} and (patient_until is null or (seq = 1 and patient_until <= at + interval '1 minute')));

      grant insert (id, process_id, step, kind, pool, holder, claimed_at, lease_until, not_by, deadline_id, due_at, opened_at, unit_id) on task to liandong_inside;
      create policy task_inside_insert on task for insert to liandong_inside with check (${here} and ${justOpened}
        and holder is null and claimed_at is null and lease_until is null and not_by is null and step = kind || '/1'
        and (deadline_id is null or deadline_id in (select d.id from deadline d where d.process_id = (select app_process()))));

      grant insert (id, process_id, key, plan, started_at, due_at, provisional, explanation) on deadline to liandong_inside;
      create policy deadline_inside_insert on deadline for insert to liandong_inside with check (${here} and ${justOpened} and plan = 1);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
