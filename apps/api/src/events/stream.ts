import type { ServerResponse } from 'node:http';
import type { Database } from '#database/database';
import { clock } from '#domain/clock';
import { type Actor, poolsOf } from '../http/actor.js';
import { idle } from '../identity/sessions.service.js';

const heartbeat = 15_000;
const checkSession = 4_000;
/** Bytes that may wait for a browser that does not read, before its stream is cut: what it missed, it reads anew. */
const mostUnread = 1_000_000;
/** Milliseconds that a browser has to read the end. */
const parting = 1_000;

/** One person's stream of events. */
export class Stream {
  private readonly timers: NodeJS.Timeout[];
  private closed = false;
  /** As it was when the stream was opened. */
  private standing?: string;

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
    void this.checkRights();
  }

  send(event: string, data: unknown): void {
    if (this.closed) return;
    this.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (this.response.writableLength > mostUnread) this.response.destroy();
  }

  /** Says why, and ends it, whether or not it is read. */
  end(reason: string): void {
    this.send('ended', { reason });
    this.close();
    this.response.end();
    setTimeout(() => this.response.destroy(), parting).unref();
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearInterval(timer);
  }

  /** A session that has ended or lain idle, other roles, or a recusal that was declared or ended since the stream was opened, ends it. */
  private async checkRights(): Promise<void> {
    try {
      const [row] = await this.database.door<{ standing: Standing | null }>('select standing_in_session($1, $2, $3::interval) as standing', [
        this.actor.session,
        clock.now(),
        idle,
      ]);
      if (!row?.standing) return this.end('logged-out');
      const standing = JSON.stringify(row.standing);
      this.standing ??= standing;
      if (standing !== this.standing || row.standing.pools.toSorted().join() !== poolsOf(this.actor).toSorted().join()) this.end('rights-changed');
    } catch {
      // The record is away: nothing can be sent that would need a right, and the next look decides.
    }
  }
}

/** What somebody's rights depend on: the pools of their roles, and the recusals that hold. */
interface Standing {
  pools: string[];
  recusals: string[];
}
