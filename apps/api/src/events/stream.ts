import type { ServerResponse } from 'node:http';
import type { Database } from '#database/database';
import { clock } from '#domain/clock';
import type { Actor } from '../http/actor.js';
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

  /** @param standing as it is before the stream is open: what changes from then on ends it */
  constructor(
    private readonly database: Database,
    readonly actor: Actor,
    private readonly standing: string,
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
      const standing = await standingOf(this.database, this.actor);
      if (standing === undefined) this.end('logged-out');
      else if (standing !== this.standing) this.end('rights-changed');
    } catch {
      // The record is away: nothing can be sent that would need a right, and the next look decides.
    }
  }
}

/** What somebody's rights depend on, in one word to compare: the pools of their roles, and the recusals that hold. Undefined where their session has ended or lain idle. */
export async function standingOf(database: Database, actor: Actor): Promise<string | undefined> {
  const [row] = await database.door<{ standing: string | null }>('select standing_in_session($1, $2, $3::interval)::text as standing', [
    actor.session,
    clock.now(),
    idle,
  ]);
  return row?.standing ?? undefined;
}
