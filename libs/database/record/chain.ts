import { createHash, randomBytes } from 'node:crypto';

/** What the hash of an entry covers. */
export interface EntryBody {
  /** The chain that it is in: a process or another. */
  process: string;
  n: number;
  at: Date;
  action: string;
  person?: string;
  task?: string;
  detail: Record<string, unknown>;
  contentDigest?: Buffer;
}

/** The head of a chain that has no entry yet. */
export const beginning = Buffer.alloc(32);

/** The chains that are neither a process's nor an organisation's, whose id is that of the process or the organisation. */
export const installation = '00000000-0000-0000-0000-000000000000';
export const readings = '00000000-0000-0000-0000-000000000001';
export const signatures = '00000000-0000-0000-0000-000000000002';

/** The hash of an entry, which seals all before it. */
export const hashOf = (previous: Buffer, { at, contentDigest, ...body }: EntryBody): Buffer =>
  createHash('sha256').update(previous).update(canonical({ ...body, at: at.toISOString(), content: contentDigest?.toString('hex') })).digest(); // oxfmt-ignore

/** A digest that binds content to its entry and tells nothing of it: with the content, its salt is destroyed too. */
export function digestOf(content: unknown, salt = randomBytes(16)): { salt: Buffer; digest: Buffer } {
  return { salt, digest: createHash('sha256').update(salt).update(canonical(content)).digest() };
}

/** JSON with sorted keys, so that equal values have equal bytes; what is undefined is left out, and a date is its text, as when it comes back from the record. */
function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`; // oxfmt-ignore
}
