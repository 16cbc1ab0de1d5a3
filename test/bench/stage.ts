import { Client as Postgres } from 'pg';
import { type Product, startProduct } from '#testing/product';
import { secretsOf } from '#runtime/secrets';
import { type Cast, cast, clueOf } from '../e2e/cast.js';
import { Client } from '../e2e/client.js';

/** The running product with its people, as every group of the benchmark uses it. */
export interface Stage {
  product: Product;
  people: Cast;
  /** All reviewers of the team. */
  reviewers: Client[];
  /** The owner's connection to the record: for baselines and preparations, never for what is measured. */
  owner: Postgres;
  end(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const product = await startProduct();
  const people = await cast(product);
  const team = product.accounts.find(({ name }) => name === product.accounts.find(({ roles }) => roles.includes('reviewer'))!.name)!.organization;
  const accounts = product.accounts.filter(({ roles, organization }) => roles.includes('reviewer') && organization === team);
  const reviewers = await Promise.all(accounts.map((account) => Client.of(product.url, account)));
  const owner = new Postgres({
    host: '127.0.0.1',
    port: product.run().children.postgres!.port,
    user: 'liandong_owner',
    password: secretsOf(product.data).owner,
    database: 'liandong',
  });
  await owner.connect();
  return {
    product,
    people,
    reviewers,
    owner,
    async end() {
      await owner.end();
      await product.stop();
    },
  };
}

/** Registers so many clues, ready to be offered. */
export async function clues({ people }: Stage, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push(((await clueOf(people)) as { id: string }).id);
  return ids;
}

/** Offers a clue to the team; gives the process. */
export const offer = async ({ people: { coordinator, team } }: Stage, clueId: string): Promise<string> =>
  ((await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId, toTeamId: team, urgency: 'normal' }))) as { id: string }).id;

/** Hears a person's stream of events and waits for news of single processes, as a page does that reads again what has changed. */
export class Watch {
  /** Processes that have changed since they were last looked at. */
  private readonly changed = new Set<string>();
  private readonly waiting = new Map<string, () => void>();
  private readonly abort = new AbortController();
  private readonly done: Promise<void>;

  constructor(private readonly person: Client) {
    this.done = person
      .listen(this.abort.signal, (event, data) => {
        if (event === 'process') for (const id of (data as { ids: string[] }).ids) this.hear(id);
        if (event === 'gap') for (const id of this.waiting.keys()) this.hear(id);
      })
      .catch(() => undefined);
  }

  /** Looks after each event that names the process until `found` finds something. */
  async until<T>(process: string, found: (view: any) => T | undefined): Promise<T> {
    for (;;) {
      await this.news(process);
      const { status, body } = await this.person.get(`/api/processes/${process}`);
      const result = status === 200 ? found(body) : undefined; // before its first task a process is not theirs to see
      if (result !== undefined) return result;
    }
  }

  private async news(process: string): Promise<void> {
    if (!this.changed.has(process)) await new Promise<void>((resolve) => this.waiting.set(process, resolve));
    this.changed.delete(process);
    this.waiting.delete(process);
  }

  private hear(process: string): void {
    this.changed.add(process);
    this.waiting.get(process)?.();
  }

  async end(): Promise<void> {
    this.abort.abort();
    await this.done;
  }
}
