import { Client } from 'pg';
import type { RecordOptions } from './connections.js';

/** The channels on which committed changes are announced: `record` carries ids of processes, `outbox` says that bells wait. */
export const channels = { record: 'record', outbox: 'outbox' } as const;

const idsPerMessage = 150; // a payload holds 8,000 bytes
/** Milliseconds for which the api gathers what only pages wait for: an announcement wakes every listener, just while whoever has acted waits for an answer. */
export const gathering = 10;

/** Why a change is announced without delay: somebody is to act on it (`now`), or a bell was put in the outbox besides. What only pages wait for has no haste. */
export type Haste = 'now' | 'bell';
/** The processes that changed. */
export type Changes = Map<string, Haste | undefined>;

const hasteOf = (one: Haste | undefined, other: Haste | undefined): Haste | undefined => (one === 'bell' || other === 'bell' ? 'bell' : (one ?? other));

/** Notes a change beside what is to be announced of its process already. */
export const note = (changes: Changes, process: string, haste: Haste | undefined): void => void changes.set(process, hasteOf(changes.get(process), haste));

/**
 * Announces committed changes on a connection of its own. A lost announcement does no harm, since readers look again by themselves and the relay polls;
 * so it never fails a command, and what is announced while another announcement is under way goes out with the next one.
 */
export class Notifier {
  private client?: Promise<Client>;
  private readonly waiting: Changes = new Map();
  private sending?: Promise<void>;
  private timer?: NodeJS.Timeout;

  constructor(private readonly options: RecordOptions) {}

  announce(changed: Changes): void {
    for (const [process, haste] of changed) note(this.waiting, process, haste);
    if (this.waiting.size === 0) return;
    if (this.options.program !== 'api' || [...changed.values()].some(Boolean)) this.sendNow();
    else this.timer ??= setTimeout(() => this.sendNow(), gathering);
  }

  async close(): Promise<void> {
    if (this.timer) this.sendNow();
    await this.sending;
    await this.client?.then((client) => client.end()).catch(() => undefined);
  }

  private sendNow(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.size > 0) this.sending ??= this.send();
  }

  private async send(): Promise<void> {
    while (this.waiting.size > 0) {
      const batch = [...this.waiting].slice(0, idsPerMessage);
      for (const [process] of batch) this.waiting.delete(process);
      const bell = batch.some(([, haste]) => haste === 'bell');
      try {
        const client = await (this.client ??= this.connect());
        const ids = batch.map(([process]) => process).join(',');
        const bells = bell ? [channels.outbox] : [];
        await client.query({
          name: bell ? 'with bell' : 'without bell',
          text: `select pg_notify($1, $2)${bell ? `, pg_notify($3, '')` : ''}`,
          values: [channels.record, ids, ...bells],
        });
      } catch {
        this.hangUp();
        break;
      }
    }
    this.sending = undefined; // at once, so that nothing announced from now on counts on this loop
  }

  private hangUp(): void {
    this.client?.then((lost) => lost.end()).catch(() => undefined);
    this.client = undefined;
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: `${this.options.program} notifier`,
      connectionTimeoutMillis: 3_000,
      query_timeout: 4_000,
    });
    client.on('error', () => (this.client = undefined));
    await client.connect();
    return client;
  }
}
