// Real: PostgreSQL. Roles belong to the whole server, which other tests use: what is changed here is never committed.
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { elsewhere } from '#runtime/databases';
import { engine } from '#testing/engine';
import { testDatabase, type TestDatabase } from '#testing/database';
import { Client } from 'pg';
import { prepareRoles, rolesOf } from './roles.js';

let record: TestDatabase;
let admin: Client;

beforeEach(async () => {
  record = await testDatabase();
  admin = new Client(elsewhere(engine().postgres.adminUrl, { database: record.name }));
  await admin.connect();
  await admin.query('begin');
});
afterEach(async () => {
  await admin?.query('rollback');
  await admin?.end();
  await record?.drop();
});

it('are right as they are made', async () => {
  expect(await rolesOf(admin)).toEqual({ rolesExist: true, unbound: [], mayMakeRoles: true, insideIsRight: true, mayGrantInside: true });
});

const wrong: [what: string, statement: string][] = [
  ['somebody may log in as it', 'alter role liandong_inside login'],
  ['the interface has its rights without taking it on', 'grant liandong_inside to liandong_api with inherit true'],
  [
    'the interface may not take it on',
    `do $$ declare giver text; begin
       for giver in select grantor::regrole::text from pg_auth_members where roleid = 'liandong_inside'::regrole and member = 'liandong_api'::regrole
       loop execute format('revoke liandong_inside from liandong_api granted by %s', giver); end loop;
     end $$`,
  ],
  ['another program may take it on', 'grant liandong_inside to liandong_worker with inherit false'],
  ['another program has its rights', 'grant liandong_inside to liandong_relay with inherit true'],
];

it.each(wrong)('the role inside is wrong where %s', async (_, statement) => {
  await admin.query(statement);
  expect(await rolesOf(admin)).toMatchObject({ insideIsRight: false });
});

it('the role inside is put right where the owner may', async () => {
  for (const [, statement] of wrong.slice(0, 2)) await admin.query(statement);
  await prepareRoles(admin, {});
  expect(await rolesOf(admin)).toMatchObject({ insideIsRight: true });
});

it('the role inside is refused where the owner may not put it right', async () => {
  await admin.query('grant liandong_inside to liandong_worker');
  await expect(prepareRoles(admin, {})).rejects.toThrow('grant liandong_inside to liandong_api with inherit false, set true');
});

it('are refused where no wall would hold them', async () => {
  await admin.query('alter role liandong_api bypassrls; alter role liandong_relay superuser');
  expect(await rolesOf(admin)).toMatchObject({ unbound: ['liandong_api', 'liandong_relay'] });
  await expect(prepareRoles(admin, {})).rejects.toThrow('alter role liandong_relay nosuperuser');
});

it('are told of to who may not change them', async () => {
  await admin.query('create role somebody');
  await admin.query('set local role somebody');
  expect(await rolesOf(admin)).toEqual({ rolesExist: true, unbound: [], mayMakeRoles: false, insideIsRight: true, mayGrantInside: false });
});
