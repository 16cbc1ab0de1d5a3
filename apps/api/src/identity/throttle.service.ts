import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#database/database';
import { Problem } from '../http/problem.js';

/** Failures that a name or an address may have before each further one doubles the wait, from `firstWait` milliseconds up to `longestWait`. */
const limits = { name: 5, address: 30, firstWait: 15_000, longestWait: 15 * 60_000, forgottenAfter: 60 * 60_000 };

/** Holds up who guesses passwords, by the name and by the address. Names are kept as hashes: people type passwords there. */
@Injectable()
export class Throttle {
  constructor(private readonly database: Database) {}

  /** An attempt counts as failed under its name until it is known to be none: of many at once no more are tried than of one after the other. @throws Problem `too-many-attempts` */
  async attempt(name: string, address: string, now: Date): Promise<void> {
    const [row] = await this.database.door<Failures>('select * from throttle_of($1)', [keyOfAddress(address)]);
    mustNotWait(row, now);
    await this.count(keyOfName(name), limits.name, now);
  }

  /** What failed counts under its address only then: behind one, many people may log in at the same moment. */
  async countFailure(address: string, now: Date): Promise<void> {
    await this.count(keyOfAddress(address), limits.address, now).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error; // it has been tried already
    });
  }

  /** The name has been proven: its failures are forgotten. */
  async forget(tx: Transaction, name: string, now: Date): Promise<void> {
    await tx.query('select throttle_set($1, 0, $2, null)', [keyOfName(name), now]);
  }

  private async count(key: string, allowed: number, now: Date): Promise<void> {
    await this.database.bare(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [key]);
      const row = await tx.one<Failures>('select * from throttle_of($1)', [key]);
      mustNotWait(row, now);
      const failures = row && now.getTime() - row.last_at.getTime() < limits.forgottenAfter ? row.failures + 1 : 1;
      const wait = failures < allowed ? 0 : Math.min(limits.firstWait * 2 ** (failures - allowed), limits.longestWait);
      await tx.query('select throttle_set($1, $2, $3, $4)', [key, failures, now, wait ? new Date(now.getTime() + wait) : null]);
    });
  }
}

interface Failures {
  failures: number;
  last_at: Date;
  blocked_until: Date | null;
}

/** @throws Problem `too-many-attempts` */
function mustNotWait(row: Failures | undefined, now: Date): void {
  const wait = (row?.blocked_until?.getTime() ?? 0) - now.getTime();
  if (wait <= 0) return;
  const seconds = Math.ceil(wait / 1000);
  const detail = {
    zh: `尝试次数过多，请在 ${seconds} 秒后再试。`,
    en: `Too many attempts. Please try again in ${seconds} second${seconds === 1 ? '' : 's'}.`,
  };
  throw new Problem('too-many-attempts', { retryAfter: seconds, detail });
}

const keyOfName = (name: string) => `name ${createHash('sha256').update(name.toLowerCase()).digest('hex')}`;
const keyOfAddress = (address: string) => `address ${address}`;
