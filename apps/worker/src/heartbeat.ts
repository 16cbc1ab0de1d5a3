import { clock } from '#domain/clock';
import type { Database } from '#database/database';
import type { EngineWatch } from '#temporal/engine-watch';

/** Lets the record know that the worker `id` lives, and whether it reaches the engine. */
export async function beat(database: Database, id: string, { awaySince }: EngineWatch): Promise<void> {
  await database.bare((tx) =>
    tx.run(
      `insert into worker_heartbeat (id, at, engine_away_since) values ($1, $2, $3)
       on conflict (id) do update set at = excluded.at, engine_away_since = excluded.engine_away_since`,
      [id, clock.now(), awaySince ?? null],
    ),
  );
}
