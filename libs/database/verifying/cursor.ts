import type { Client } from 'pg';

const page = 2_000;

/** The rows of a statement, a page at a time, within the transaction that the connection is in. One cursor of a name is open at a time. */
export async function* pagesOf<Row extends object>(client: Client, name: string, statement: string): AsyncGenerator<Row[]> {
  await client.query(`declare ${name} no scroll cursor for ${statement}`);
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${page} from ${name}`);
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query(`close ${name}`);
}

/** The rows of a statement one by one. */
export async function* rowsOf<Row extends object>(client: Client, name: string, statement: string): AsyncGenerator<Row> {
  for await (const rows of pagesOf<Row>(client, name, statement)) yield* rows;
}
