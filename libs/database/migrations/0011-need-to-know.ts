import type { MigrationInterface, QueryRunner } from 'typeorm';
import { notExcluded } from './0004-functions.js';
import { reach, reading, recusing, visibleProcess } from './0011-functions.js';

/** Sight that ends with the role from which it came, recusals that a lead ends, and a read log that a lead reads. */
export class NeedToKnow1700000000011 implements MigrationInterface {
  name = 'NeedToKnow1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index read_log_of_person on read_log (person_id, clue_id, at)');
    await runner.query(
      'drop function waiting_tasks(uuid[]); drop function lift_recusal(uuid, timestamptz, text); drop function roles_in_session(bytea, timestamptz)',
    );
    await runner.query(reach);
    await runner.query(recusing);
    await runner.query(reading);
    await runner.query(`alter policy process_api_read on process using (id = (select app_process()) or ((${visibleProcess}) and ${notExcluded('id')}))`);
    const doors = `watch_of(uuid, text), waiting_tasks(uuid[]), last_transfer_of(uuid), leads(uuid), recusals_led(), end_recusal(uuid, timestamptz, text), standing_in_session(bytea, timestamptz),
      log_reading(text, uuid, uuid, uuid, timestamptz), log_titles(uuid[], timestamptz, timestamptz), team_readings(bigint, integer, text, text, text)`;
    await runner.query(`revoke all on function app_homes(), ${doors} from public`);
    await runner.query(`grant execute on function ${doors} to liandong_api; grant execute on function app_homes() to liandong_api, liandong_worker`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The record is never migrated backwards; restore a backup instead.'));
  }
}
