import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { fileOf, type RecordDump } from './dump.js';
import { columnsOf, stateOf, writeAlike } from './tables.js';

/** A record that a dump is not loaded into, in one sentence. */
export class NotLoaded extends Error {
  override name = 'NotLoaded';
}

/**
 * Loads a dump into a record that nobody is in and that stands at the dump's migrations, with the owner's connection: all of it, or nothing.
 * @throws NotLoaded where somebody is in the record, or where what was loaded does not sum up to what was dumped
 */
export async function loadRecord(ownerUrl: string, folder: string, { tables, sequences }: RecordDump): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'liandong restore', connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await writeAlike(client);
    await client.query('begin');
    const names = tables.map(({ name }) => client.escapeIdentifier(name)).join(', ');
    await client.query(`lock table ${names}`); // whoever comes meanwhile finds it loaded
    if ((await client.query('select from person limit 1')).rowCount)
      throw new NotLoaded('Somebody is in this record already. A backup is restored into one that nobody is in.');
    await client.query(`truncate ${names}`); // of the default policies and calendar, which the dump holds as they were
    for (const { name } of tables) {
      const rows = client.query(copyFrom(`copy ${client.escapeIdentifier(name)} (${await columnsOf(client, name)}) from stdin`));
      await pipeline(createReadStream(fileOf(folder, name)), createGunzip(), rows);
    }
    for (const { name, rows, sum } of tables) {
      const loaded = await stateOf(client, name);
      if (loaded.rows !== rows || loaded.sum !== sum)
        throw new NotLoaded(`${name} holds ${loaded.rows} rows with the sum ${loaded.sum} after loading, and held ${rows} with ${sum}. Nothing was kept.`);
    }
    // Last, as no transaction takes it back.
    for (const [sequence, last] of Object.entries(sequences)) await client.query('select setval(quote_ident($1)::regclass, $2)', [sequence, last]);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
