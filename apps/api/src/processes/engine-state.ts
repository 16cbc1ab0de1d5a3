import { Injectable } from '@nestjs/common';
import { Database } from '#database/database';
import { clock } from '#domain/clock';

/** Whether the engine drives processes at present, as the workers' heartbeats tell. */
export interface Engine {
  /** Since when it has been away: Temporal Server, or every worker. */
  awaySince?: Date;
  /** When a worker was last heard from. */
  heardAt?: Date;
}

const silence = 10_000; // workers beat every two seconds
const fresh = 1_000;

/** Reads the heartbeats, at most once a second. */
@Injectable()
export class EngineState {
  private known?: { engine: Engine; at: number };

  constructor(private readonly database: Database) {}

  async read(): Promise<Engine> {
    const now = clock.now();
    if (this.known && now.getTime() - this.known.at < fresh && now.getTime() >= this.known.at) return this.known.engine;
    const [row] = await this.database.door<{ heard_at: Date | null; away_since: Date | null; connected: boolean }>(
      `select max(at) as heard_at, min(engine_away_since) as away_since, coalesce(bool_or(engine_away_since is null), false) as connected from worker_heartbeat where at > $1`,
      [new Date(now.getTime() - silence)],
    );
    const engine: Engine = row!.connected
      ? { heardAt: row!.heard_at! }
      : { heardAt: row!.heard_at ?? undefined, awaySince: row!.away_since ?? (await this.lastBeat()) ?? now };
    this.known = { engine, at: now.getTime() };
    return engine;
  }

  private async lastBeat(): Promise<Date | undefined> {
    const [row] = await this.database.door<{ at: Date | null }>('select max(at) as at from worker_heartbeat');
    return row?.at ?? undefined;
  }
}
