import type { ServerResponse } from 'node:http';
import type { Database } from '#database/database';
import { clock } from '#domain/clock';
import { type Actor, type HeldRole, poolsOf } from '../http/actor.js';

const heartbeat = 15_000;
const checkSession = 4_000;

/** One person's stream of events. */
export class Stream {
  private readonly timers: NodeJS.Timeout[];
  private closed = false;

  constructor(
    private readonly database: Database,
    readonly actor: Actor,
    private readonly response: ServerResponse,
  ) {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      Connection: 'keep-alive',
      'X-Accel-Buffering': 'no',
    });
    response.write(': open\n\n');
    this.timers = [setInterval(() => this.response.write(': still here\n\n'), heartbeat), setInterval(() => void this.checkRights(), checkSession)];
  }

  send(event: string, data: unknown): void {
    if (!this.closed) this.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  end(reason: string): void {
    this.send('ended', { reason });
    this.close();
    this.response.end();
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearInterval(timer);
  }

  /** A session that has ended, or holds other roles than when the stream was opened, ends it. */
  private async checkRights(): Promise<void> {
    try {
      const [row] = await this.database.door<{ roles: HeldRole[] | null }>('select roles_in_session($1, $2) as roles', [this.actor.session, clock.now()]);
      if (!row?.roles) this.end('logged-out');
      else if (poolsOf({ roles: row.roles }).join() !== poolsOf(this.actor).join()) this.end('rights-changed');
    } catch {
      // The record is away: nothing can be sent that would need a right, and the next look decides.
    }
  }
}
