import { clock } from '#domain/clock';
import type { Log } from '#config/logger';
import type { Database, Transaction } from '../database.js';
import { beginning, installation } from '../record/chain.js';
import { tellOrganization } from '../record/organization-chain.js';
import { turns } from '../turn.js';
import { appendLine, lastLine } from './file.js';
import { keyAt, type SigningKey } from './key.js';
import { digestOfLine, markOf, readLine, type SignedHead, writeLine } from './line.js';
import type { SigningPlace } from './place.js';

/** So many entries are signed at once, or those that have waited for so many milliseconds. */
const enough = 100;
const longest = 60_000;
/** What one line holds at most, and one sealing of readings. */
const most = 500;

interface Unsigned {
  chain: string;
  number: string | null;
  n: number;
  hash: Buffer;
}

/** How far the signatures are, as the record knows it. */
interface SigningState {
  waiting: string;
  oldest: Date | null;
  line: number | null;
  digest: Buffer | null;
}

export interface SignerOptions extends SigningPlace {
  /** The record as the role of the worker. */
  database: Database;
  log: Log;
}

/** Signs the heads of all chains that have moved, into a file outside the database. Any number of them may share a folder: one signs at a time. */
export class Signer {
  private madeOrRead?: SigningKey;

  constructor(private readonly options: SignerOptions) {}

  /** Seals what was read, and signs once enough entries wait, or one has waited for long enough. */
  async round(): Promise<void> {
    const { database } = this.options;
    while ((await seal(database)) === most);
    const [state] = await database.door<SigningState>('select * from signing_state()');
    const { waiting, oldest } = state!;
    if (Number(waiting) >= enough || (oldest && clock.now().getTime() - oldest.getTime() >= longest)) await this.sign();
  }

  /** Signs all that waits. @returns how many entries */
  async sign(): Promise<number> {
    for (let [all, told] = [0, false]; ;) {
      const signed = await this.options.database.bare((tx) => this.signSome(tx, told));
      if (signed === 'key told') {
        told = true;
        continue;
      }
      all += signed;
      if (signed < most) return all;
    }
  }

  private get key(): SigningKey {
    return (this.madeOrRead ??= keyAt(this.options.keyFile));
  }

  /**
   * The line lies on the disk before the record knows of it: where it is killed in between, the file is ahead, and the same entries are signed once more.
   * So all that is signed has been committed before. A key that signs for the first time is told of in a transaction of its own, which signs nothing.
   */
  private async signSome(tx: Transaction, told: boolean): Promise<number | 'key told'> {
    const { folder } = this.options;
    const turn = await tx.one<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [turns.signing]);
    if (!turn!.mine) return 0;
    const now = clock.now();
    const last = this.lastSigned((await tx.one<SigningState>('select * from signing_state()'))!);
    if (last.key !== this.key.name && !told) {
      await tellOrganization(tx, { organization: installation, at: now, action: 'signing-key', detail: { key: this.key.name } });
      return 'key told';
    }
    const entries = await tx.query<Unsigned>('select chain_id as chain, number, n, hash from unsigned_entries($1)', [most]);
    if (entries.length === 0) return 0;

    const n = last.n + 1;
    const text = writeLine({ n, at: now, previous: last.digest, heads: headsOf(entries) }, this.key);
    // Whoever stood still meanwhile has lost the turn without knowing it: the record hears of that, the file does not.
    if (lastLine(folder) !== last.text) throw new Error('Another instance has signed meanwhile.');
    appendLine(folder, n, text);
    await tx.query('select mark_signed($1, $2, $3, $4, $5)', [
      n,
      Buffer.from(digestOfLine(text), 'base64url'),
      now,
      entries.map(({ chain }) => chain),
      entries.map((entry) => entry.n),
    ]);
    return entries.length;
  }

  /** The last line in the folder, or, where the record knows of later ones, what it knows of the last. */
  private lastSigned({ line, digest }: SigningState): { n: number; digest: string; key?: string; text?: string } {
    const text = lastLine(this.options.folder);
    const last = text === undefined ? undefined : readLine(text);
    if (text !== undefined && !last) throw new Error('The last line of the signatures cannot be read.');
    if (last && last.n >= (line ?? 0)) return { n: last.n, digest: digestOfLine(text!), key: last.key, text };
    if (line === null) return { n: 0, digest: beginning.toString('base64url'), text };
    this.options.log.error({ here: last?.n ?? 0, known: line }, 'signatures are missing here');
    return { n: line, digest: digest!.toString('base64url'), key: last?.key, text };
  }
}

const seal = async (database: Database): Promise<number> => (await database.door<{ sealed: number }>('select seal_readings($1) as sealed', [most]))[0]!.sealed;

/** One head for each run of entries without a gap; they come in the order of chain and number. */
function headsOf(entries: Unsigned[]): SignedHead[] {
  const heads: SignedHead[] = [];
  for (const { chain, number, n, hash } of entries) {
    const last = heads.at(-1);
    if (last?.chain === chain && last.n === n - 1) {
      last.marks.push(markOf(hash));
      Object.assign(last, { n, hash });
    } else heads.push({ chain, number, n, hash, marks: [markOf(hash)] });
  }
  return heads;
}
