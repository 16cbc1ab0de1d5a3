import { Client } from 'pg';
import { signatures } from '../record/chain.js';
import { lastLine } from '../signing/file.js';
import { readLine } from '../signing/line.js';
import { recompute, type Recomputed } from './chains.js';
import { type Finding, Findings, type SignatureFinding } from './findings.js';
import { compareSigned, type Vouched } from './signatures.js';

/** What became of a verification. */
export interface Verification {
  /** Whether nothing was found. */
  whole: boolean;
  /** The first fault of each chain that has one. */
  findings: Finding[];
  signatureFindings: SignatureFinding[];
  /** Findings that are not listed, there being too many. */
  unlisted: number;
  recomputed: Recomputed;
  vouched: Omit<Vouched, 'signedTo'>;
}

export interface VerifyOptions {
  /** The folder of the signatures. */
  folder: string;
  /** The names of the keys whose signatures count. */
  trusted: string[];
  /** Is told from time to time how far it is. */
  progress?: (done: { lines: number; entries: number; of: number }) => void;
}

/** Verifies all chains on one look at the record, while others go on writing. The connection is the role verifier's, or of somebody who may see more. */
export async function verifyRecord(url: string, options: VerifyOptions): Promise<Verification> {
  const client = new Client({ connectionString: url, application_name: 'verifier', connectionTimeoutMillis: 5_000, keepAlive: true });
  await client.connect();
  try {
    const written = lastLineIn(options.folder);
    await client.query('begin isolation level repeatable read read only');
    return await verifyWithin(client, written, options);
  } finally {
    await client.end();
  }
}

/** The number of the last line in a folder; 0 where there is none, or it cannot be read. */
export function lastLineIn(folder: string): number {
  const text = lastLine(folder);
  return (text !== undefined && readLine(text)?.n) || 0;
}

/** The same within a transaction that has begun. `written` is the last line of the signatures before it did: all that it tells of is to be seen. */
export async function verifyWithin(client: Client, written: number, { folder, trusted, progress = () => undefined }: VerifyOptions): Promise<Verification> {
  const findings = new Findings();
  const { rows } = await client.query<{ line: number | null; entries: number }>(
    `select (select entries from chain where id = '${signatures}') as line,
       ((select coalesce(sum(entries), 0) from process) + (select coalesce(sum(entries), 0) from chain where id <> '${signatures}'))::float8 as entries`,
  );
  const { line, entries: of } = rows[0]!;
  const done = { lines: 0, entries: 0, of };
  const tell = (more: Partial<typeof done>) => progress(Object.assign(done, more));
  const { signedTo, ...vouched } = await compareSigned({
    client,
    folder,
    findings,
    trusted,
    upTo: Math.max(written, line ?? 0),
    progress: (lines) => tell({ lines }),
  });
  const recomputed = await recompute({ client, findings, signedTo, progress: (entries) => tell({ entries }) });
  const found = findings.list(signedTo);
  return {
    whole: found.length + findings.ofSignatures.length === 0,
    findings: found,
    signatureFindings: findings.ofSignatures,
    unlisted: findings.uncounted,
    recomputed,
    vouched,
  };
}
