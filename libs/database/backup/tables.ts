import type { Client } from 'pg';

/** A table of the record, as a backup holds it. */
export interface TableState {
  name: string;
  rows: number;
  /** The sum of what all rows hash to: the same for the same rows, in whatever order they lie. */
  sum: string;
}

/** The migrations write it themselves. */
const ofMigrations = 'migrations';

/** Makes a connection write every value in one way, whatever the server's defaults are: sums and files depend on it. */
export async function writeAlike(client: Client): Promise<void> {
  await client.query(`set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 1`);
}

/** The tables of the record, each behind those that its rows refer to. */
export async function tablesInOrder(client: Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema::regnamespace and relkind = 'r' and relpersistence = 'p' and relname <> $1 order by 1`,
    [ofMigrations],
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `select f.relname as from, t.relname as to from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
     where c.contype = 'f' and f.relnamespace = current_schema::regnamespace and f.oid <> t.oid`,
  );
  const ordered: string[] = [];
  while (ordered.length < tables.length) {
    const next = tables.find(({ name }) => !ordered.includes(name) && references.every(({ from, to }) => from !== name || ordered.includes(to)));
    if (!next) throw new Error('Tables of the record refer to each other in a circle, and cannot be loaded one after the other.');
    ordered.push(next.name);
  }
  return ordered;
}

/** The columns of a table that are written, in their order, ready for a statement. */
export async function columnsOf(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
     where attrelid = quote_ident($1)::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows[0]!.columns;
}

/** How many rows a table has, and what they sum up to. */
export async function stateOf(client: Client, table: string): Promise<TableState> {
  const { rows } = await client.query<{ rows: string; sum: string }>(
    `select count(*) as rows, coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text as sum from ${client.escapeIdentifier(table)} t`,
  );
  return { name: table, rows: Number(rows[0]!.rows), sum: rows[0]!.sum };
}

/** The last number that each series of ids has given, by its name. */
export async function sequencesOf(client: Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    'select sequencename as name, last_value as last from pg_sequences where schemaname = current_schema and last_value is not null order by 1',
  );
  return Object.fromEntries(rows.filter(({ name }) => !name.startsWith(ofMigrations)).map(({ name, last }) => [name, last!]));
}

/** The migrations that have been applied, from the first to the last. */
export async function migrationsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`select name from ${ofMigrations} order by id`);
  return rows.map(({ name }) => name);
}
