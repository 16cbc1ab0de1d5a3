import type { Client } from 'pg';
import { beginning, hashOf } from '../record/chain.js';
import { pagesOf, rowsOf } from './cursor.js';
import type { Fault, Findings } from './findings.js';
import { type Mistold, mistold, sources, type StoredEntry, type StoredHead } from './sources.js';

/** The action of an entry that says that the content of all before it was destroyed. */
export const destroyed = 'content-destroyed';

/** Entries of a chain that no signature covers. */
export interface Unsigned {
  chain: string;
  process: string | null;
  from: number;
  to: number;
}

/** What was recomputed. */
export interface Recomputed {
  entries: number;
  chains: number;
  unsigned: { entries: number; chains: number; first: Unsigned[] };
}

interface Options {
  client: Client;
  findings: Findings;
  /** Up to which entry a chain is signed. */
  signedTo: (chain: string) => number;
  progress: (entries: number) => void;
}

const listed = 20;

/** Recomputes every hash on record, and compares each chain with its head. */
export async function recompute(options: Options): Promise<Recomputed> {
  const done: Recomputed = { entries: 0, chains: 0, unsigned: { entries: 0, chains: 0, first: [] } };
  for (const source of sources) await recomputeKind(options, source, done);
  for await (const { process, number, n, fault } of rowsOf<Mistold>(options.client, 'mistold', mistold))
    options.findings.add({ chain: process, process: number, seq: n, fault });
  return done;
}

async function recomputeKind({ client, findings, signedTo, progress }: Options, source: (typeof sources)[number], done: Recomputed): Promise<void> {
  const heads = rowsOf<StoredHead>(client, `${source.name}_heads`, source.heads);
  let head = (await heads.next()).value as StoredHead | undefined;
  let chain: Chain | undefined;

  const finish = (finished: Chain) => {
    finished.end();
    done.chains++;
    const [from, to] = [signedTo(finished.id) + 1, finished.entries];
    if (from > to) return;
    done.unsigned.chains++;
    done.unsigned.entries += to - from + 1;
    if (done.unsigned.first.length < listed) done.unsigned.first.push({ chain: finished.id, process: finished.number, from, to });
  };
  /** Heads that come before a chain have lost their entries, or never had any. */
  const passHeads = async (before?: string) => {
    for (; head && (before === undefined || head.chain < before); head = (await heads.next()).value as StoredHead | undefined)
      finish(new Chain(head.chain, head, findings));
  };

  for await (const entries of pagesOf<StoredEntry>(client, `${source.name}_entries`, source.entries)) {
    for (const entry of entries) {
      if (chain?.id !== entry.chain) {
        if (chain) finish(chain);
        await passHeads(entry.chain);
        const own = head?.chain === entry.chain ? head : undefined;
        chain = new Chain(entry.chain, own, findings);
        if (own) head = (await heads.next()).value as StoredHead | undefined;
      }
      chain.add(entry);
    }
    done.entries += entries.length;
    progress(done.entries);
  }
  if (chain) finish(chain);
  await passHeads();
}

/** One chain while its entries come by in order. Only its first fault counts. */
class Chain {
  entries = 0;
  private hash: Buffer = beginning;
  private broken = false;
  private withoutContent?: number;

  constructor(
    readonly id: string,
    private readonly head: StoredHead | undefined,
    private readonly findings: Findings,
  ) {}

  get number(): string | null {
    return this.head?.number ?? null;
  }

  add(entry: StoredEntry): void {
    if (this.broken) return;
    const expected = this.entries + 1;
    if (!this.head) return this.fault(entry.n, 'headless');
    if (entry.n !== expected) return this.fault(Math.min(entry.n, expected), entry.n > expected ? 'missing' : 'edited');
    if (entry.n > this.head.entries) return this.fault(entry.n, 'beyond-head');
    if (!entry.exact) return this.fault(entry.n, 'edited');
    const hash = hashOf(this.hash, {
      process: entry.chain,
      n: entry.n,
      at: entry.at,
      action: entry.action,
      person: entry.person ?? undefined,
      task: entry.task ?? undefined,
      detail: entry.detail,
      contentDigest: entry.contentDigest ?? undefined,
    });
    if (!hash.equals(entry.hash)) return this.fault(entry.n, 'edited');
    this.compareContent(entry);
    this.entries = entry.n;
    this.hash = hash;
  }

  end(): void {
    if (this.broken) return;
    if (this.head && this.entries < this.head.entries) this.fault(this.entries + 1, 'missing');
    else if (this.head && !this.hash.equals(this.head.head)) this.fault(Math.max(this.entries, 1), 'head');
    if (this.withoutContent) this.tell(this.withoutContent, 'content-missing');
  }

  /** Content that was destroyed is missing, and a later entry says so. Content that is there has to be the same. */
  private compareContent({ n, action, contentDigest, contentNow }: StoredEntry): void {
    if (action === destroyed) this.withoutContent = undefined;
    if (!contentDigest && contentNow) this.tell(n, 'content-added');
    if (!contentDigest) return;
    if (!contentNow) this.withoutContent ??= n;
    else if (!contentNow.equals(contentDigest)) this.tell(n, 'content-edited');
  }

  private fault(seq: number, fault: Fault): void {
    this.broken = true;
    this.tell(seq, fault);
  }

  private tell(seq: number, fault: Fault): void {
    this.findings.add({ chain: this.id, process: this.number, seq, fault });
  }
}
