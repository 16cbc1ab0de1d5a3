import { Client } from 'pg';
import type { RecordOptions } from './connections.js';

const again = 500; // milliseconds
/** A connection that nobody speaks on can be lost without a word; so it is asked for one. */
const between = 4_000;

/**
 * Hears what is announced on a channel, on a connection of its own that is made again when it breaks or falls silent.
 * `heard` is called with each payload, and with undefined where a gap begins and after it: whoever listens then looks for itself.
 */
export class Listener {
  private client?: Client;
  private closed = false;
  private listening = false;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly options: RecordOptions,
    private readonly channel: string,
    private readonly heard: (payload: string | undefined) => void,
  ) {
    void this.open();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async open(): Promise<void> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: `${this.options.program} listener`,
      connectionTimeoutMillis: 3_000,
      query_timeout: 4_000,
      keepAlive: true,
    });
    const lost = () => this.lost(client);
    this.client = client;
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.heard(payload));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      this.listening = true;
      this.heard(undefined);
      this.ask(client);
    } catch {
      lost();
    }
  }

  private ask(client: Client): void {
    if (this.closed || this.client !== client) return;
    this.timer = setTimeout(() => {
      client.query('select 1').then(
        () => this.ask(client),
        () => this.lost(client),
      );
    }, between);
  }

  private lost(client: Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    clearTimeout(this.timer);
    if (this.listening && !this.closed) this.heard(undefined); // whoever looks now finds the record away, and says so
    this.listening = false;
    client.end().catch(() => undefined);
    if (!this.closed) this.timer = setTimeout(() => void this.open(), again);
  }
}
