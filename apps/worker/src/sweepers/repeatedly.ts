import type { Database } from '#database/database';

/** Rows that one transaction takes at most. */
export const atMost = 500;

/** How many rows a function of the record has taken, as it says in `swept`. */
export const swept = async (database: Database, statement: string, parameters: unknown[]): Promise<number> =>
  (await database.bare((tx) => tx.one<{ swept: number }>(statement, parameters)))!.swept;

/** Sweeps until one pass has not found all that it may take. */
export async function repeatedly(sweep: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let found = atMost; found === atMost; total += found) found = await sweep();
  return total;
}
