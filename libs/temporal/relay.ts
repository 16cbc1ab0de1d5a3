import { clock } from '#domain/clock';
import type { Database } from '#database/database';
import type { RecordOptions } from '#database/connections';
import { Listener } from '#database/listener';
import { channels } from '#database/notifier';
import { factsOf, type Log } from '#config/logger';
import { isAway, type Engine } from './client.js';
import type { EngineWatch } from './engine-watch.js';
import { deleteRows, holdBack, leaseProcesses, park, type Leased } from './outbox.js';
import { ring, terminate } from './ring.js';

export interface RelayOptions {
  /** The record, as the role `relay`. */
  database: Database;
  /** How the relay hears that bells wait; with the same role. */
  listenTo: RecordOptions;
  engine: Engine;
  watch: EngineWatch;
  log: Log;
  taskQueue?: string;
}

const atOnce = 32;
const pollEvery = 1_000; // milliseconds; what is announced comes sooner
const longestHoldBack = 5 * 60_000;
const longestWhileAway = 2_000;

/**
 * Carries the bells of the outbox to the engine. A bell is deleted when the engine has it and never before, so it may be rung twice and is never lost.
 * Any number of relays may run beside each other. A process that the engine refuses holds back only itself.
 */
export class Relay {
  private readonly listener: Listener;
  private readonly refusals = new Map<string, number>();
  private readonly delivered: string[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private deleting?: Promise<void>;
  private stopped = false;
  private news = false;
  private looks = 0;
  private wakeUp: () => void = () => undefined;
  private readonly running: Promise<void>;

  constructor(private readonly options: RelayOptions) {
    this.listener = new Listener(options.listenTo, channels.outbox, () => this.look());
    this.running = this.run();
  }

  /** Stops leasing, waits until what it has leased is rung, and closes its connection to the announcements. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.look();
    await this.running;
    await Promise.all(this.underWay);
    await this.deleting;
    await this.listener.close();
  }

  private look(): void {
    this.news = true;
    this.wakeUp();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.news = false;
      this.looks++;
      const room = this.options.watch.awaySince ? 0 : atOnce - this.underWay.size;
      const leased = room > 0 ? await this.lease(room) : [];
      for (const bells of leased) this.start(bells);
      if (leased.length < room || room <= 0) await this.pause();
    }
  }

  /** Until something is announced, a ring has ended, or it is time to poll. */
  private async pause(): Promise<void> {
    if (this.news || this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollEvery);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async lease(atMost: number): Promise<Leased[]> {
    try {
      return await leaseProcesses(this.options.database, clock.now(), atMost);
    } catch (error) {
      this.options.log.warn(factsOf(error), 'the outbox cannot be read');
      return [];
    }
  }

  private start(leased: Leased): void {
    const looks = this.looks;
    const ringing = this.deliver(leased).finally(() => {
      this.underWay.delete(ringing);
      if (this.looks > looks) this.look(); // what has come meanwhile for this process was passed over
      else this.wakeUp();
    });
    this.underWay.add(ringing);
  }

  private async deliver(leased: Leased): Promise<void> {
    const { database, engine, watch, log, taskQueue } = this.options;
    const { process, processId } = leased;
    try {
      if (process) {
        if (leased.retry && !process.closedAt) await terminate(engine.client, process.id, 'An administrator has it driven again.');
        const answer = await ring(engine.client, { process, upTo: leased.upTo, reuse: leased.retry ? 'allow' : 'reject', taskQueue });
        if (answer === 'completed' && (await database.bare((tx) => park(tx, process.id, clock.now()))))
          log.warn({ process: process.id }, 'a process is parked');
      }
      this.refusals.delete(processId);
      this.delivered.push(...leased.ids);
      await (this.deleting ??= this.delete());
    } catch (error) {
      log.warn({ process: processId, ...factsOf(error) }, 'a bell was not taken');
      const refused = (this.refusals.get(processId) ?? 0) + 1;
      this.refusals.set(processId, refused);
      const longest = isAway(error) ? longestWhileAway : longestHoldBack;
      const until = new Date(clock.now().getTime() + Math.min(500 * 2 ** Math.min(refused, 12), longest));
      await holdBack(database, leased.ids, until).catch(() => undefined); // the lease runs out by itself
      if (isAway(error)) await watch.doubt();
    }
  }

  /** Deletes what has been delivered; what is delivered meanwhile goes with the next statement. */
  private async delete(): Promise<void> {
    try {
      while (this.delivered.length > 0) {
        const ids = this.delivered.splice(0);
        await deleteRows(this.options.database, ids);
      }
    } finally {
      this.deleting = undefined;
    }
  }
}
