import type { Transaction } from '../database.js';

/**
 * The next number of a series, gap-free: the series stays locked until the transaction ends, so it is taken last.
 * Whoever asks first is served first. At the row itself those who wait overtake each other at every change, and one of many may wait until it is given up.
 */
export async function nextNumber(tx: Transaction, series: string): Promise<number> {
  const row = await tx.one<{ last: number }>(`with ${nextOf('$1')} select last from next`, [series]);
  return row!.last;
}

/** The same within a statement that goes on with it, so that whoever waits for the series waits one round trip less: `next` has it as `last`. The series is that parameter. */
export const nextOf = (series: `$${number}`): string =>
  `turn as materialized (select pg_advisory_xact_lock(hashtextextended('number ' || ${series}::text, 0))),
   next as (insert into number_series (key, last) select ${series}::text, 1 from turn on conflict (key) do update set last = number_series.last + 1 returning last)`;
