import type { Transaction } from '../database.js';

/** The next number of a series, gap-free: the series' row stays locked until the transaction ends, so it is taken last. */
export async function nextNumber(tx: Transaction, series: string): Promise<number> {
  const row = await tx.one<{ last: number }>(
    `insert into number_series (key, last) values ($1, 1) on conflict (key) do update set last = number_series.last + 1 returning last`,
    [series],
  );
  return row!.last;
}
