import { connected } from '#runtime/databases';
import { engine } from '#testing/engine';

/** Whether somebody who reaches the test run's PostgreSQL from one of these ports waits for a lock. */
export const waitsForLock = (ports: number[]): Promise<boolean> => isThere(`wait_event_type = 'Lock'`, ports);

/** Whether somebody who reaches it from one of these ports is in the middle of a transaction, and says nothing. */
export const silentInside = (ports: number[]): Promise<boolean> => isThere(`state = 'idle in transaction'`, ports);

/** Only an administrator is told what others do. */
const isThere = (how: string, ports: number[]): Promise<boolean> =>
  connected(
    engine().postgres.adminUrl,
    async (admin) => (await admin.query(`select from pg_stat_activity where ${how} and client_port = any ($1)`, [ports])).rowCount! > 0,
  );
