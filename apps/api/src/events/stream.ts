import type { ServerResponse } from 'node:http';
import type { Database } from '#database/database';
import { clock } from '#domain/clock';
import { type Actor, type HeldRole, poolsOf } from '../http/actor.js';

const heartbeat = 15_000;
const checkSession = 4_000;
const mostAtOnce = 500;

/** One person's stream of ids. What changed is gathered and sent after a pause that grows with the number of streams, to eyes that may see it when it is sent. */
export class Stream {
  private readonly waiting = new Set<string>();
  private gap = false;
  private timer?: NodeJS.Timeout;
  private readonly timers: NodeJS.Timeout[];
  private closed = false;

  constructor(
    private readonly database: Database,
    readonly actor: Actor,
    private readonly response: ServerResponse,
    /** Milliseconds between two messages, as it is at the moment. */
    private readonly between: () => number,
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

  /** @param processes those that changed; undefined after a gap, when anything may have */
  changed(processes: string[] | undefined): void {
    if (processes) for (const process of processes) this.waiting.add(process);
    else this.gap = true;
    if (this.waiting.size > mostAtOnce) this.gap = true;
    this.timer ??= setTimeout(() => void this.flush(), 0);
  }

  end(reason: string): void {
    this.send('ended', { reason });
    this.close();
    this.response.end();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    for (const timer of this.timers) clearInterval(timer);
  }

  private async flush(): Promise<void> {
    const changed = [...this.waiting];
    const all = this.gap;
    this.waiting.clear();
    this.gap = false;
    try {
      const ids = all ? undefined : await this.visible(changed);
      if (all) this.send('gap', {});
      else if (ids!.length > 0) this.send('process', { ids });
    } catch {
      this.gap = true;
    }
    this.timer = this.closed ? undefined : setTimeout(() => this.rest(), this.between());
  }

  private rest(): void {
    this.timer = undefined;
    if (this.waiting.size > 0 || this.gap) this.timer = setTimeout(() => void this.flush(), 0);
  }

  private visible(processes: string[]): Promise<string[]> {
    return this.database.look(this.actor, async (tx) =>
      (await tx.query<{ id: string }>('select id from process where id = any ($1)', [processes])).map(({ id }) => id),
    );
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
