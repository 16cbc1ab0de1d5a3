import { createHash, randomBytes } from 'node:crypto';

/** For how many hours a token is good. */
export const tokenHours = { 'set-up': 24, password: 72 } as const;

/** What a link carries, and what the record keeps of it. */
export interface OneTimeToken {
  token: string;
  hash: Buffer;
}

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A token that nobody guesses. */
export function newToken(): OneTimeToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOfToken(token) };
}

/** Until when a token that is made now is good. */
export const tokenEnd = (purpose: keyof typeof tokenHours, now: Date): Date => new Date(now.getTime() + tokenHours[purpose] * 3_600_000);
