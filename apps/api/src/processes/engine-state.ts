import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
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
const between = 1_000;

/** Looks at the heartbeats each second. What needs to know it within a transaction takes what was seen last: a second connection asked for there could be waited for by all of them. */
@Injectable()
export class EngineState implements OnModuleInit, OnApplicationShutdown {
  /** As it was seen last. */
  seen: Engine = {};
  private timer?: NodeJS.Timeout;

  constructor(private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    await this.look().catch(() => undefined);
    this.timer = setInterval(() => void this.look().catch(() => undefined), between); // the record is away: then nobody asks
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Looks now. @throws where the record is away */
  async look(): Promise<Engine> {
    const now = clock.now();
    const [row] = await this.database.door<{ heard: Date | null; last: Date | null; away: Date | null; connected: boolean }>(
      `select max(at) filter (where at > $1) as heard, max(at) as last, min(engine_away_since) filter (where at > $1) as away,
         coalesce(bool_or(engine_away_since is null) filter (where at > $1), false) as connected from worker_heartbeat`,
      [new Date(now.getTime() - silence)],
    );
    const { heard, last, away, connected } = row!;
    this.seen = { heardAt: heard ?? undefined, awaySince: connected ? undefined : (away ?? last ?? this.seen.awaySince ?? now) };
    return this.seen;
  }
}
