import { createHash, sign, verify } from 'node:crypto';
import { publicKeyOf, type SigningKey } from './key.js';

/** The first bytes of an entry's hash: enough to tell which entry is not the one that was signed. The head's whole hash vouches for all of them. */
const markBytes = 6;
export const markOf = (hash: Buffer): Buffer => hash.subarray(0, markBytes);

/** Where a chain stood when it was signed. */
export interface SignedHead {
  chain: string;
  /** The number of the process; null where it is another chain. */
  number: string | null;
  /** The entry that is the head. */
  n: number;
  hash: Buffer;
  /** The marks of the entries that were new, the last of which is the head. */
  marks: Buffer[];
}

/** One line of the signatures. */
export interface Line {
  /** 1, 2, 3, … without a gap. */
  n: number;
  /** When it was signed. */
  at: Date;
  /** The digest of the line before; of 32 zero bytes before the first. */
  previous: string;
  /** The name of the key. */
  key: string;
  heads: SignedHead[];
}

const signed = /^(\{"n":.*\]),"signature":"([\w-]{86})"\}$/s;

/** A line as it is written, without its line feed. */
export function writeLine({ n, at, previous, heads }: Omit<Line, 'key'>, key: SigningKey): string {
  const body = JSON.stringify({
    n,
    at: at.toISOString(),
    previous,
    key: key.name,
    heads: heads.map((head) => [head.chain, head.number, head.n, head.hash.toString('base64url'), Buffer.concat(head.marks).toString('base64url')]),
  });
  return `${body.slice(0, -1)},"signature":"${sign(null, Buffer.from(body), key.privateKey).toString('base64url')}"}`;
}

/** What a line says; undefined where it is damaged. Whether it is signed rightly is not asked. */
export function readLine(text: string): Line | undefined {
  try {
    const { n, at, previous, key, heads } = JSON.parse(text) as { n: number; at: string; previous: string; key: string; heads: unknown[] };
    if (!signed.test(text) || !Number.isInteger(n)) return undefined;
    return { n, at: new Date(at), previous, key, heads: heads.map((head) => readHead(head as WrittenHead)) };
  } catch {
    return undefined;
  }
}

/** Whether a line bears the signature of the key that it names. */
export function isSigned(text: string, { key }: Line): boolean {
  const [, body, signature] = signed.exec(text)!;
  try {
    return verify(null, Buffer.from(`${body}}`), publicKeyOf(key), Buffer.from(signature!, 'base64url'));
  } catch {
    return false; // it names no key
  }
}

/** By which the next line names a line. */
export const digestOfLine = (text: string): string => createHash('sha256').update(text).digest('base64url');

type WrittenHead = [chain: string, number: string | null, n: number, hash: string, marks: string];

function readHead([chain, number, n, hash, marks]: WrittenHead): SignedHead {
  const bytes = Buffer.from(marks, 'base64url');
  return {
    chain,
    number,
    n,
    hash: Buffer.from(hash, 'base64url'),
    marks: Array.from({ length: bytes.length / markBytes }, (_, index) => bytes.subarray(index * markBytes, (index + 1) * markBytes)),
  };
}
