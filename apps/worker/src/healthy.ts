import { hostname } from 'node:os';
import { clock } from '#domain/clock';
import { loadEnv, required } from '#config/env';
import { Database } from '#database/database';

// Says by its exit code whether the worker on this host is well: whether it has told the record within ten seconds that it lives.
const patience = 10_000;

const database = await Database.connect({ url: required(loadEnv(), 'WORKER_DATABASE_URL'), program: 'worker health', poolSize: 1 });
try {
  const beat = await database.bare((tx) =>
    tx.one<{ at: Date | null }>(`select max(at) as at from worker_heartbeat where starts_with(id, $1)`, [`${hostname()} `]),
  );
  const well = beat?.at && clock.now().getTime() - beat.at.getTime() <= patience;
  process.stdout.write(`${well ? 'well' : 'not heard from'}\n`);
  process.exitCode = well ? 0 : 1;
} finally {
  await database.close();
}
