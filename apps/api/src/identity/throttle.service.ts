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

  /** @throws Problem `too-many-attempts` */
  async refuse(name: string, address: string, now: Date): Promise<void> {
    for (const key of [keyOfName(name), keyOfAddress(address)]) {
      const [row] = await this.database.door<{ blocked_until: Date | null }>('select * from throttle_of($1)', [key]);
      const wait = (row?.blocked_until?.getTime() ?? 0) - now.getTime();
      if (wait <= 0) continue;
      const seconds = Math.ceil(wait / 1000);
      const detail = {
        zh: `尝试次数过多，请在 ${seconds} 秒后再试。`,
        en: `Too many attempts. Please try again in ${seconds} second${seconds === 1 ? '' : 's'}.`,
      };
      throw new Problem('too-many-attempts', { retryAfter: seconds, detail });
    }
  }

  async countFailure(name: string, address: string, now: Date): Promise<void> {
    await this.count(keyOfName(name), limits.name, now);
    await this.count(keyOfAddress(address), limits.address, now);
  }

  /** The name has been proven: its failures are forgotten. */
  async forget(tx: Transaction, name: string, now: Date): Promise<void> {
    await tx.query('select throttle_set($1, 0, $2, null)', [keyOfName(name), now]);
  }

  private async count(key: string, allowed: number, now: Date): Promise<void> {
    await this.database.bare(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [key]);
      const row = await tx.one<{ failures: number; last_at: Date }>('select * from throttle_of($1)', [key]);
      const failures = row && now.getTime() - row.last_at.getTime() < limits.forgottenAfter ? row.failures + 1 : 1;
      const wait = failures < allowed ? 0 : Math.min(limits.firstWait * 2 ** (failures - allowed), limits.longestWait);
      await tx.query('select throttle_set($1, $2, $3, $4)', [key, failures, now, wait ? new Date(now.getTime() + wait) : null]);
    });
  }
}

const keyOfName = (name: string) => `name ${createHash('sha256').update(name.toLowerCase()).digest('hex')}`;
const keyOfAddress = (address: string) => `address ${address}`;
