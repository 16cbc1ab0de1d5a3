import type { Transaction } from '../database.js';

/**
 * The next number of a series, gap-free: the series stays locked until the transaction ends, so it is taken last.
 * Whoever asks first is served first. At the row itself those who wait overtake each other at every change, and one of many may wait until it is given up.
 */
export async function nextNumber(tx: Transaction, series: string): Promise<number> {
  const row = await tx.one<{ last: number }>(
    `with turn as materialized (select pg_advisory_xact_lock(hashtextextended('number ' || $1, 0)))
     insert into number_series (key, last) select $1, 1 from turn on conflict (key) do update set last = number_series.last + 1 returning last`,
    [series],
  );
  return row!.last;
}
