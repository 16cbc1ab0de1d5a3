import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps away also those who declared a recusal from a unit before the clues that had been corrected to it counted. */
export class RecusalsDeclaredSince1700000000028 implements MigrationInterface {
  name = 'RecusalsDeclaredSince1700000000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into exclusion
      select r.person_id, t.process_id, r.id from recusal r join clue c on c.unit_id = r.unit_id join clue_transfer t on t.clue_id = c.id
      where r.ended_at is null
      on conflict do nothing
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
