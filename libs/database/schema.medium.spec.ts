import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#testing/database';
import { listedIn } from '#testing/listed';
import type { DataSource } from 'typeorm';
import { ownersRecord } from './data-source.js';

// Real: PostgreSQL. The migrations make the schema `public`; TypeORM makes of the entities the schema `described`, in the same database. Both have to be the same.

let record: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  record = await testDatabase();
  source = ownersRecord(record.ownerUrl);
  await source.initialize();
});

afterAll(async () => {
  await source?.destroy();
  await record?.drop();
});

const facts = {
  columns: `select table_name as of, column_name as name, udt_name as type, is_nullable, is_identity, replace(column_default, 'described.', '') as default
    from information_schema.columns where table_schema = $1`,
  constraints: `select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as means from pg_constraint
    where connamespace = $1::regnamespace and contype <> 'n'`,
  indexes: `select tablename as of, indexname as name, replace(indexdef, $1 || '.', '') as means from pg_indexes where schemaname = $1`,
};

/** Every fact of a schema in a line of its own, of TypeORM's own table none. */
async function factsOf(schema: string, kind: keyof typeof facts): Promise<string[]> {
  const runner = source.createQueryRunner();
  await runner.query(`set search_path = ${schema}`);
  const rows: { of: string }[] = await runner.query(facts[kind], [schema]);
  await runner.query('reset search_path');
  await runner.release();
  return rows.filter(({ of }) => of !== 'migrations').map((row) => Object.values(row).join(' ')).sort(); // oxfmt-ignore
}

it('leaves the schema builder nothing to do', async () => {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('is described by the entities to the last constraint', async () => {
  const described = ownersRecord(record.ownerUrl, { schema: 'described' });
  await source.query('create schema described');
  await described.initialize();
  await described.synchronize();
  const madeByHand = described.entityMetadatas.flatMap(({ indices }) => indices.filter(({ synchronize }) => !synchronize).map(({ name }) => name)); // TypeORM knows no descending order
  await described.destroy();

  expect(await factsOf('described', 'columns')).toEqual(await factsOf('public', 'columns'));
  expect(await factsOf('described', 'constraints')).toEqual(await factsOf('public', 'constraints'));
  const indexes = await factsOf('public', 'indexes');
  const isByHand = (index: string) => madeByHand.includes(index.split(' ')[1]!);
  expect(await factsOf('described', 'indexes')).toEqual(indexes.filter((index) => !isByHand(index)));
  expect(indexes.filter(isByHand)).toEqual(listedIn(join(import.meta.dirname, 'indexes-made-by-hand.txt')));
});
