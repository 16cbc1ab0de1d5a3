import type { Client as Postgres } from 'pg';
import { type Product, startProduct } from '#testing/product';
import { type Cast, cast, clueOf } from '../e2e/cast.js';
import { Client } from '../e2e/client.js';
import { ownerOf } from '../e2e/owner.js';

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
  const owner = await ownerOf(product);
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

/** A process as a person's stream of events tells it. */
export interface Told {
  state: string;
  /** Its open tasks that the person may take or has in hand. */
  tasks: string[];
}

/** Hears a person's stream of events and waits for news of single processes. */
export class Watch {
  /** What was told last of processes that nobody has asked for since. */
  private readonly told = new Map<string, Told>();
  private readonly waiting = new Map<string, () => void>();
  private readonly abort = new AbortController();
  private readonly done: Promise<void>;

  constructor(private readonly person: Client) {
    this.done = person
      .listen(this.abort.signal, (event, data) => {
        if (event === 'gap') for (const id of this.waiting.keys()) void this.look(id);
        if (event === 'process') for (const { id, ...told } of (data as { processes: (Told & { id: string })[] }).processes) this.hear(id, told);
      })
      .catch(() => undefined);
  }

  /** Waits until what is told of the process is what `found` looks for. */
  async hears<T>(process: string, found: (told: Told) => T | undefined): Promise<T> {
    for (;;) {
      const result = found(await this.news(process));
      if (result !== undefined) return result;
    }
  }

  /** Reads the process's page after each news of it, as the console does, until `found` finds something there. */
  async reads<T>(process: string, found: (view: any) => T | undefined): Promise<T> {
    for (;;) {
      await this.news(process);
      const { status, body } = await this.person.get(`/api/processes/${process}`);
      const result = status === 200 ? found(body) : undefined; // before its first task a process is not theirs to see
      if (result !== undefined) return result;
    }
  }

  private async news(process: string): Promise<Told> {
    if (!this.told.has(process)) await new Promise<void>((resolve) => this.waiting.set(process, resolve));
    const told = this.told.get(process)!;
    this.told.delete(process);
    this.waiting.delete(process);
    return told;
  }

  /** After a gap: what was left out is read from the process's page. */
  private async look(process: string): Promise<void> {
    const { status, body } = await this.person.get(`/api/processes/${process}`);
    const tasks = (body.tasks ?? []) as { id?: string; state: string }[];
    if (status === 200) this.hear(process, { state: body.state as string, tasks: tasks.flatMap(({ id, state }) => (id && state === 'open' ? [id] : [])) });
  }

  private hear(process: string, told: Told): void {
    this.told.set(process, told);
    this.waiting.get(process)?.();
  }

  async end(): Promise<void> {
    this.abort.abort();
    await this.done;
  }
}

/** The task of a process that a person may take first, and whether the process is closed: what a watch looks for. */
export const firstTask = ({ tasks: [task] }: Told): string | undefined => task;
export const closed = ({ state }: Told): true | undefined => (state === 'closed' ? true : undefined);
