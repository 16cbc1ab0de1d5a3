import type { Client } from '../e2e/client.js';

/** What one page hears of the stream of events. */
export class Hearing {
  readonly processes = new Set<string>();
  /** Whether the engine is away, as it was said last. */
  away?: boolean;
  /** How often it was told that it may have missed something. */
  gaps = 0;
  private readonly ending = new AbortController();

  constructor(client: Client) {
    // A stream that breaks is at its end; a page would open another one.
    client.listen(this.ending.signal, (event, data) => this.heard(event, data)).catch(() => undefined);
  }

  end(): void {
    this.ending.abort();
  }

  private heard(event: string, data: any): void {
    if (event === 'process') for (const { id } of data.processes) this.processes.add(id);
    if (event === 'engine') this.away = data.away;
    if (event === 'gap') this.gaps++;
  }
}
