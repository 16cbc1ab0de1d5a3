import { Client } from 'pg';
import { Database } from '#database/database';
import type { Program } from '#database/programs';
import { testDatabase, type TestDatabase } from './database.js';
import { type EveryTable, fillEveryTable } from './every-table.js';

/** A real record with a row in every table, as its owner and as each program has it. */
export interface FilledRecord extends EveryTable, Omit<TestDatabase, 'drop'> {
  /** The record as its owner, whom no wall stops. */
  owner: Client;
  /** The record as a program has it. */
  connect(program: Program, poolSize?: number): Promise<Database>;
  /** Closes what was connected, and removes the record. */
  close(): Promise<void>;
}

/** Makes one on the test run's PostgreSQL. */
export async function filledRecord(): Promise<FilledRecord> {
  const { drop, ...record } = await testDatabase();
  const owner = new Client(record.ownerUrl);
  await owner.connect();
  const connected: Database[] = [];
  return {
    ...record,
    ...(await fillEveryTable(owner)),
    owner,
    async connect(program, poolSize) {
      const database = await Database.connect({ url: record.urls[program], program, poolSize });
      connected.push(database);
      return database;
    },
    async close() {
      await Promise.all([...connected.map((database) => database.close()), owner.end()]);
      await drop();
    },
  };
}
