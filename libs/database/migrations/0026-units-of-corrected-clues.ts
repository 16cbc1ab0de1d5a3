import type { MigrationInterface, QueryRunner } from 'typeorm';
import { concerns, excludeByRecusal } from './0024-recusals-in-turn.js';

/**
 * A recusal from a unit keeps its declarer also from earlier transfers of a clue that has been corrected to this unit since: they tell of it.
 * Declared before the correction it did already; declared after, only the unit at the opening was compared.
 */
export class UnitsOfCorrectedClues1700000000026 implements MigrationInterface {
  name = 'UnitsOfCorrectedClues1700000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(excludeByRecusal(`r.ended_at is null and (r.process_id = p.id or r.unit_id = p.unit_id or ${concerns('c.unit_id')})`));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
