import type { ServerResponse } from 'node:http';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { channels } from '#database/notifier';
import { Listener } from '#database/listener';
import { Database } from '#database/database';
import type { RecordOptions } from '#database/connections';
import { EngineState } from '../processes/engine-state.js';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { betweenMessages } from './pace.js';
import { Revocations } from './revocations.js';
import { standingOf, Stream } from './stream.js';

/** How this program reaches the record; the streams listen on a connection of their own. */
export const recordOptions = Symbol('recordOptions');

const look = 1_000;
const mostAtOnce = 500;
/** Each stream looks at the record by itself every few seconds. A browser opens one for each of its pages. */
const mostOfSession = 50;

/** Milliseconds after which a record that was away is looked for again. */
const again = 500;

/** A process that has changed, as its reader may know it: its state, and its open tasks that are in the reader's pools or hands. */
interface Changed {
  id: string;
  state: string;
  tasks: string[];
}

/** All open streams of this instance. What changed is gathered and sent after a pause that grows with the number of streams, to those who may see it when it is sent. */
@Injectable()
export class EventStreams implements OnModuleInit, BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();
  private readonly watchers = new Set<(process: string) => void>();
  private listener?: Listener;
  private readonly changed = new Set<string>();
  private gap = false;
  /** Since a look at the record failed. What a gap had pages read anew then was not to be had: they are told again when it is back. */
  private blind = false;
  private sending?: NodeJS.Timeout;
  private timer?: NodeJS.Timeout;
  private away?: boolean;
  private closing = false;

  constructor(
    private readonly database: Database,
    private readonly engine: EngineState,
    private readonly revocations: Revocations,
    @Inject(recordOptions) private readonly options: RecordOptions,
  ) {}

  onModuleInit(): void {
    this.listener = new Listener(this.options, channels.record, (payload) => this.announce(payload?.split(',')));
    this.timer = setInterval(() => this.lookAtEngine(), look);
    this.revocations.changes.subscribe(({ person }) => this.end(person, 'rights-changed'));
  }

  /** Before the server closes: it waits for what is open. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    clearTimeout(this.sending);
    for (const stream of this.streams) stream.end('shutting-down');
    this.streams.clear();
    await this.listener?.close();
  }

  /** Opens a stream for a person; it ends within five seconds of a log-out, a changed role, a recusal or a revoked grant that comes after it is open. @throws Problem `not-logged-in`, `too-many-streams` */
  async open(actor: Actor, response: ServerResponse): Promise<void> {
    const standing = await standingOf(this.database, actor);
    if (response.destroyed) return; // who asked went away while the record was asked who it is
    if (standing === undefined) throw new Problem('not-logged-in');
    const ofSession = [...this.streams].filter((stream) => stream.actor.session.equals(actor.session));
    if (ofSession.length >= mostOfSession) throw new Problem('too-many-streams');
    const stream = new Stream(this.database, actor, standing, response);
    this.streams.add(stream);
    response.on('close', () => {
      this.streams.delete(stream);
      stream.close();
    });
    stream.send('engine', { away: this.engine.seen.awaySince !== undefined });
    if (this.closing) stream.end('shutting-down');
  }

  /** Calls back for every process that is announced; returns how to stop. */
  watch(heard: (process: string) => void): () => void {
    this.watchers.add(heard);
    return () => void this.watchers.delete(heard);
  }

  /** @param processes those that changed; undefined after a gap, when anything may have */
  private announce(processes: string[] | undefined): void {
    for (const process of processes ?? []) for (const heard of this.watchers) heard(process);
    for (const process of processes ?? []) this.changed.add(process);
    if (!processes || this.changed.size > mostAtOnce) this.gap = true;
    this.sending ??= setTimeout(() => void this.send(), 0);
  }

  private async send(): Promise<void> {
    const changed = [...this.changed];
    const all = this.gap;
    this.changed.clear();
    this.gap = false;
    if (all && !this.blind) this.tellGap();
    try {
      const seen = await this.seenBy([...new Set([...this.streams].map(({ actor }) => actor.person))], all ? [] : changed);
      if (this.blind) this.tellGap();
      else if (!all)
        for (const stream of this.streams) {
          const processes = seen.get(stream.actor.person);
          if (processes) stream.send('process', { processes });
        }
      this.blind = false;
    } catch {
      if (!all && !this.blind) this.tellGap(); // whoever looks now finds the record away, and says so
      this.blind = true;
      this.gap = true;
    }
    this.sending = setTimeout(
      () => {
        if (this.changed.size > 0 || this.gap) void this.send();
        else this.sending = undefined;
      },
      this.blind ? again : betweenMessages(this.streams.size, changed.length),
    );
  }

  private tellGap(): void {
    for (const stream of this.streams) stream.send('gap', {});
  }

  /** Which of the processes each person may see at this moment. */
  private async seenBy(people: string[], processes: string[]): Promise<Map<string, Changed[]>> {
    const seen = new Map<string, Changed[]>();
    if (people.length === 0) return seen;
    const rows = await this.database.door<Changed & { person: string }>('select person, process as id, state, tasks from seen_by($1, $2)', [people, processes]);
    for (const { person, ...changed } of rows) {
      const soFar = seen.get(person);
      if (soFar) soFar.push(changed);
      else seen.set(person, [changed]);
    }
    return seen;
  }

  private end(person: string, reason: string): void {
    for (const stream of this.streams) if (stream.actor.person === person) stream.end(reason);
  }

  private lookAtEngine(): void {
    const away = this.engine.seen.awaySince !== undefined;
    if (away === this.away) return;
    this.away = away;
    for (const stream of this.streams) stream.send('engine', { away });
  }
}
