import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { clock } from '#domain/clock';
import { to as copyTo } from 'pg-copy-streams';
import { turns } from '../turn.js';
import { columnsOf, migrationsOf, sequencesOf, stateOf, tablesInOrder, type TableState, writeAlike } from './tables.js';

/** What a backup knows of the record that it holds. */
export interface RecordDump {
  /** The moment that it holds. */
  at: string;
  migrations: string[];
  /** In the order in which they are loaded; `file` is the SHA-256 of the file that holds the rows. */
  tables: (TableState & { file: string })[];
  sequences: Record<string, string>;
  documents: DumpedDocument[];
}

/** A document that the record names. */
export interface DumpedDocument {
  id: string;
  size: number;
  sha256: string;
}

/** The file of a table in the folder of a dump. */
export const fileOf = (folder: string, table: string): string => join(folder, `${table}.copy.gz`);

/**
 * Writes all rows of the record, as they are at one moment, into a folder, while others go on writing. With the owner's connection.
 * @param meanwhile done at that moment, while nobody signs the timeline: what lies outside of the database and belongs to it
 */
export async function dumpRecord(ownerUrl: string, folder: string, meanwhile: () => void): Promise<RecordDump> {
  const [reader, gate] = [connection(ownerUrl), connection(ownerUrl)];
  await Promise.all([reader.connect(), gate.connect()]);
  try {
    await writeAlike(reader);
    await gate.query('select pg_advisory_lock($1)', [turns.signing]);
    await reader.query('begin isolation level repeatable read read only');
    const migrations = await migrationsOf(reader); // the first look: from here on this connection sees one moment
    const at = clock.now().toISOString();
    meanwhile();
    await gate.query('select pg_advisory_unlock($1)', [turns.signing]);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const tables: RecordDump['tables'] = [];
    for (const table of await tablesInOrder(reader)) tables.push({ ...(await stateOf(reader, table)), file: await writeTable(reader, table, folder) });
    const { rows: documents } = await reader.query<DumpedDocument>(
      `select id, size, encode(sha256, 'hex') as sha256 from document where name <> '' order by id`,
    );
    return { at, migrations, tables, sequences: await sequencesOf(reader), documents };
  } finally {
    await Promise.all([reader.end(), gate.end()]);
  }
}

/** Whether the record still names a document: one may have been destroyed or swept since the moment of a backup. */
export async function isStillNamed(ownerUrl: string, id: string): Promise<boolean> {
  const client = connection(ownerUrl);
  await client.connect();
  try {
    return (await client.query(`select from document where id = $1 and name <> ''`, [id])).rowCount === 1;
  } finally {
    await client.end();
  }
}

const connection = (ownerUrl: string) => new Client({ connectionString: ownerUrl, application_name: 'liandong backup', connectionTimeoutMillis: 10_000 });

/** @returns the SHA-256 of the file */
async function writeTable(client: Client, table: string, folder: string): Promise<string> {
  const rows = client.query(copyTo(`copy ${client.escapeIdentifier(table)} (${await columnsOf(client, table)}) to stdout`));
  const hash = createHash('sha256');
  const tap = new PassThrough().on('data', (chunk: Buffer) => hash.update(chunk));
  await pipeline(rows, createGzip({ level: 1 }), tap, createWriteStream(fileOf(folder, table), { mode: 0o600, flags: 'wx', flush: true }));
  return hash.digest('hex');
}
