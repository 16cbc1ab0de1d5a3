import type { Client } from 'pg';
import { beginning } from '../record/chain.js';
import { linesIn } from '../signing/file.js';
import { digestOfLine, isSigned, type Line, markOf, readLine, type SignedHead } from '../signing/line.js';
import type { Findings, SignatureFinding } from './findings.js';
import { hashesOnRecord } from './sources.js';

/** What the signatures vouch for. */
export interface Vouched {
  /** The last line that counts, and when it was signed; none where nothing is signed. */
  line: number;
  at?: Date;
  /** The names of the keys that signed. */
  keys: string[];
  /** Up to which entry a chain is signed; 0 where none of it is. */
  signedTo: (chain: string) => number;
}

interface Options {
  client: Client;
  folder: string;
  findings: Findings;
  /** The names of the keys whose signatures count. */
  trusted: string[];
  /** The last line that had been written when the record was looked at: what comes later may tell of what is not to be seen yet. */
  upTo: number;
  progress: (line: number) => void;
}

/** Entries that are looked up at once. */
const atOnce = 2_000;

/** Checks the signatures, line by line, and compares the record with what was signed. What a bad signature says is not compared. */
export async function compareSigned({ client, folder, findings, trusted, upTo, progress }: Options): Promise<Vouched> {
  const signedTo = new Map<string, number>();
  const keys = new Set<string>();
  const order = new Order(findings);
  let at: Date | undefined;
  let batch: SignedHead[] = [];
  let size = 0;
  const compare = async () => {
    await compareHeads(client, batch, findings);
    [batch, size] = [[], 0];
  };

  for await (const text of linesIn(folder)) {
    const line = readLine(text);
    if (line && line.n > upTo) break;
    if (!order.follows(text, line) || !line) continue;
    const foreign = !trusted.includes(line.key);
    if (foreign || !isSigned(text, line)) {
      findings.addSignature({ from: line.n, to: line.n, ...(foreign ? { fault: 'foreign-key', key: line.key } : { fault: 'wrong-signature' }) });
      continue;
    }
    keys.add(line.key);
    at = line.at;
    for (const head of line.heads) {
      const key = short(head.chain);
      signedTo.set(key, Math.max(head.n, signedTo.get(key) ?? 0));
      batch.push(head);
      size += head.marks.length;
    }
    if (size >= atOnce) await compare();
    progress(line.n);
  }
  await compare();
  if (order.line < upTo) findings.addSignature({ from: order.line + 1, to: upTo, fault: 'missing' });
  return { line: order.line, at, keys: [...keys], signedTo: (chain) => signedTo.get(short(chain)) ?? 0 };
}

/** A chain's id in sixteen bytes: there may be a million of them. */
const short = (chain: string): string => Buffer.from(chain.replaceAll('-', ''), 'hex').toString('latin1');

/** That each line names the one before. Two may follow the same one: where a signer's connection was lost at the worst moment, another had begun. */
class Order {
  line = 0;
  /** The digests that the present line, and the next one, may name as the one before; anything where that cannot be known. */
  private before?: Set<string> = new Set();
  private current?: Set<string> = new Set([beginning.toString('base64url')]);

  constructor(private readonly findings: Findings) {}

  /** Whether a line is one that was written; where it is not, or lines are missing before it, the finding is told. */
  follows(text: string, line: Line | undefined): boolean {
    const expected = this.line + 1;
    if (!line) return this.goOn(expected, undefined, 'damaged');
    const digest = digestOfLine(text);
    if (line.n > expected) return this.goOn(line.n, digest, 'missing');
    if (line.n === expected) return this.goOn(expected, digest, this.current?.has(line.previous) === false ? 'wrong-order' : undefined);
    const beside = line.n === this.line && this.before?.has(line.previous) !== false;
    if (beside) this.current?.add(digest);
    else this.findings.addSignature({ from: line.n, to: line.n, fault: 'wrong-order' });
    return beside;
  }

  private goOn(n: number, digest: string | undefined, fault?: SignatureFinding['fault']): boolean {
    if (fault) this.findings.addSignature({ from: this.line + 1, to: fault === 'missing' ? n - 1 : n, fault });
    this.before = this.line + 1 === n ? this.current : undefined;
    this.current = digest === undefined ? undefined : new Set([digest]);
    this.line = n;
    return fault === undefined || fault === 'missing';
  }
}

async function compareHeads(client: Client, heads: SignedHead[], findings: Findings): Promise<void> {
  const chains: string[] = [];
  const numbers: number[] = [];
  for (const { chain, n, marks } of heads)
    for (let back = marks.length - 1; back >= 0; back--) {
      chains.push(chain);
      numbers.push(n - back);
    }
  const { rows } = await client.query<{ hash: Buffer | null; number: string | null }>(hashesOnRecord, [chains, numbers]);
  let place = 0;
  for (const head of heads) {
    const found = rows.slice(place, (place += head.marks.length));
    const { number } = found[0]!;
    if (number !== null && number !== head.number) findings.add({ chain: head.chain, process: head.number, seq: 1, fault: 'renumbered' });
    const onRecord = found.map(({ hash }) => hash);
    const differs = firstDifference(head, onRecord);
    if (differs === undefined) continue;
    const fault = onRecord[differs] ? 'rewritten' : 'missing';
    findings.add({ chain: head.chain, process: head.number, seq: head.n - head.marks.length + 1 + differs, fault });
  }
}

/** The place of the first entry that is not the one that was signed. */
function firstDifference({ marks, hash }: SignedHead, onRecord: (Buffer | null)[]): number | undefined {
  const differs = marks.findIndex((mark, place) => !onRecord[place] || !markOf(onRecord[place]).equals(mark));
  if (differs >= 0) return differs;
  return onRecord.at(-1)!.equals(hash) ? undefined : marks.length - 1;
}
