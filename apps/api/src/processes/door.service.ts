import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#database/database';
import type { Locked } from '#database/record/process';
import { EventStreams } from '../events/event-streams.service.js';
import type { Actor } from '../http/actor.js';
import { once } from '../http/once.js';

/** What a command or a task act leaves behind: the id of what is shown to the client, and the process that it moved. */
export interface Done {
  id: string;
  process: Locked;
}

/** The one door through which commands and task acts reach the record: once for an idempotency key, in one transaction, answered when it is committed. */
@Injectable()
export class Door {
  constructor(
    private readonly database: Database,
    private readonly streams: EventStreams,
  ) {}

  /**
   * Does the work, and projects what came of it once that is committed: no lock is held for a projection. One that follows at once is told what the work left behind.
   * For a client that would wait (`Prefer: wait=2`) it is projected when the process has moved on by itself, if it was given a command.
   */
  async through<Left extends Done, View>(
    actor: Actor,
    work: (tx: Transaction) => Promise<Left>,
    view: (tx: Transaction, id: string, left?: Left) => Promise<View>,
  ): Promise<View> {
    let left: Left | undefined;
    const act = (tx: Transaction) =>
      once(tx, actor, async () => {
        left = await work(tx);
        return left.id;
      });
    if (actor.patience === 0) return this.database.asThenLook(actor, act, (tx, id) => view(tx, id, left));
    const id = await this.database.as(actor, act);
    const moved = left?.process;
    if (moved?.rung && !moved.closedAt) await this.beyond(actor, moved);
    return this.database.look(actor, (tx) => view(tx, id));
  }

  /** Returns once the timeline has gone on, or the client's patience ends. */
  private async beyond(actor: Actor, { id, entries }: Locked): Promise<void> {
    let impatient = false;
    let heard = (): void => undefined;
    const stop = this.streams.watch((process) => process === id && heard());
    const timer = setTimeout(() => {
      impatient = true;
      heard();
    }, actor.patience * 1000);
    try {
      for (;;) {
        const news = new Promise<void>((resolve) => (heard = resolve));
        if (impatient || (await this.entriesOf(actor, id)) > entries) return;
        await news;
      }
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  private entriesOf(actor: Actor, process: string): Promise<number> {
    return this.database.look(
      actor,
      async (tx) => (await tx.one<{ entries: number }>('select entries from process where id = $1', [process]))?.entries ?? Infinity,
    );
  }
}
