import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { programs } from '#database/programs';
import { connected } from '#runtime/databases';
import { testDatabase, type TestDatabase } from './database.js';

// Real: PostgreSQL with all migrations.

let database: TestDatabase;
beforeAll(async () => (database = await testDatabase()));
afterAll(() => database?.drop());

describe('a test database', () => {
  it('lets each program in under its own role', async () => {
    for (const program of programs) {
      const { rows } = await connected(database.urls[program], (client) => client.query<{ role: string }>('select current_user as role'));
      expect(rows).toEqual([{ role: `liandong_${program}` }]);
    }
  });

  it('is a copy of its own: another one does not see what is written to it', async () => {
    const other = await testDatabase();
    const mark = (client: Client) => client.query('create table mark ()');
    await connected(database.ownerUrl, mark);
    await expect(connected(other.ownerUrl, mark)).resolves.toBeDefined();
    await other.drop();
    await expect(connected(other.ownerUrl, mark)).rejects.toMatchObject({ code: '3D000' });
  });

  it('takes Chinese for letters, and is closed to the role of Temporal', async () => {
    const { rows } = await connected(database.ownerUrl, (client) =>
      client.query<{ letters: boolean }>("select '违规发放津补贴' ~ '^[[:alpha:]]+$' as letters"),
    );
    expect(rows).toEqual([{ letters: true }]);
    const { rows: may } = await connected(database.ownerUrl, (client) =>
      client.query<{ may: boolean }>("select has_database_privilege('temporal', current_database(), 'connect') as may"),
    );
    expect(may).toEqual([{ may: false }]);
  });
});
