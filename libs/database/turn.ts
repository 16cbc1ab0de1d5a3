import { Client } from 'pg';
import type { RecordOptions } from './data-source.js';

/** What only one instance of all does at a time, by the key of its advisory lock. */
export const turns = { reconcile: 320_301, leases: 320_302, recusals: 320_303, signing: 320_304, leftovers: 320_305 } as const;

/** Lets one instance at a time do a piece of work, by an advisory lock on a connection of its own: where the instance dies, the lock goes with it. */
export class Turn {
  private client?: Client;

  constructor(
    private readonly options: RecordOptions,
    private readonly key: number,
  ) {}

  /** Does the work unless another instance is at it. @returns whether it was done @throws what the work throws, and where PostgreSQL is away */
  async take(work: () => Promise<void>): Promise<boolean> {
    const client = (this.client ??= await this.connect());
    if (!(await this.say(client, 'pg_try_advisory_lock'))) return false;
    try {
      await work();
      return true;
    } finally {
      await this.say(client, 'pg_advisory_unlock').catch(() => undefined); // then the connection is given up, and the lock with it
    }
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async say(client: Client, verb: 'pg_try_advisory_lock' | 'pg_advisory_unlock'): Promise<boolean> {
    try {
      const { rows } = await client.query<{ done: boolean }>(`select ${verb}($1) as done`, [this.key]);
      return rows[0]!.done;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: `${this.options.program} turn`,
      connectionTimeoutMillis: 3_000,
      query_timeout: 4_000,
      keepAlive: true,
    });
    client.on('error', () => void this.close());
    await client.connect();
    return client;
  }
}
