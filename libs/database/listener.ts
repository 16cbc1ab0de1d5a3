import { Client } from 'pg';
import type { RecordOptions } from './data-source.js';

/**
 * Hears what is announced on a channel, on a connection of its own that is made again when it breaks.
 * `heard` is called with each payload, and with undefined where a gap begins and after it: whoever listens then looks for itself.
 */
export class Listener {
  private client?: Client;
  private closed = false;
  private again?: NodeJS.Timeout;

  constructor(
    private readonly options: RecordOptions,
    private readonly channel: string,
    private readonly heard: (payload: string | undefined) => void,
  ) {
    void this.open();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.again);
    await this.client?.end().catch(() => undefined);
  }

  private async open(): Promise<void> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: `${this.options.program} listener`,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
    });
    let listening = false;
    const lost = () => {
      if (this.client !== client) return;
      this.client = undefined;
      if (listening && !this.closed) this.heard(undefined); // whoever looks now finds the record away, and says so
      client.end().catch(() => undefined);
      if (!this.closed) this.again = setTimeout(() => void this.open(), 500);
    };
    this.client = client;
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.heard(payload));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      listening = true;
      this.heard(undefined);
    } catch {
      lost();
    }
  }
}
