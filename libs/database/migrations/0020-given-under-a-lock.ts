import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task that opens in somebody's hands waits for what is about to take them their role, as a claim does: it would stay with who has left until its lease runs out. */
export class GivenUnderALock1700000000020 implements MigrationInterface {
  name = 'GivenUnderALock1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function lock_person(person uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform from person p where p.id = person for no key update;
      end $$;
      revoke execute on function lock_person(uuid) from public;
      grant execute on function lock_person(uuid) to liandong_worker;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
