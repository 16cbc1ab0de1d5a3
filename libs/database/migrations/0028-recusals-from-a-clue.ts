import type { MigrationInterface, QueryRunner } from 'typeorm';
import { concerns, excludeByRecusal, excludeFromProcess } from './0024-recusals-in-turn.js';

/** Whether a recusal from a process is one from the process `p`, or from another transfer of the clue `c` that this is about. */
export const fromProcess = 'r.process_id = p.id or exists (select from clue_transfer t where t.process_id = r.process_id and t.clue_id = c.id)';

/**
 * A recusal from a process keeps its declarer from every transfer of that clue, earlier and later ones: it kept them from the clue itself already, and from the next transfer of it nobody.
 * Counts for those that hold now; and so do, which 0026 counted only for those declared after it, the clues that had been corrected to a unit.
 */
export class RecusalsFromAClue1700000000028 implements MigrationInterface {
  name = 'RecusalsFromAClue1700000000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${excludeFromProcess(`r.ended_at is null and (${fromProcess} or ${concerns('p.unit_id')})`)};
      ${excludeByRecusal(`r.ended_at is null and (${fromProcess} or r.unit_id = p.unit_id or ${concerns('c.unit_id')})`)};

      insert into exclusion
      select r.person_id, p.id, r.id from recusal r join process p on p.type = 'clue-transfer' join clue c on c.id = p.subject_id
      where r.ended_at is null and (${fromProcess} or r.unit_id = c.unit_id)
      on conflict do nothing;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
