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
  expect(await rolesOf(admin)).toEqual({ rolesExist: true, loosened: [], mayMakeRoles: true, insideIsRight: true, mayGrantInside: true });
});

const wrong: [what: string, statement: string][] = [
  ['somebody may log in as it', 'alter role liandong_inside login'],
  ['the interface has its rights without taking it on', 'grant liandong_inside to liandong_api with inherit true'],
  [
    'the interface may not take it on',
    `do $$ declare giver text; begin
       for giver in select grantor::regrole::text from pg_auth_members where roleid = 'liandong_inside'::regrole and member = 'liandong_api'::regrole
       loop execute format('revoke liandong_inside from liandong_api granted by %s', giver); end loop;
     end $$; grant liandong_inside to liandong_api with inherit false, set false`,
  ],
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

const loosened: [what: string, statement: string, remedy: RegExp][] = [
  ['goes round row-level security', 'alter role liandong_api bypassrls', /^alter role liandong_api nosuperuser/],
  ['may do everything', 'alter role liandong_relay superuser', /^alter role liandong_relay nosuperuser/],
  ['reads what is written ahead', 'alter role liandong_verifier replication', /^alter role liandong_verifier .* noreplication;/],
  ['makes databases', 'alter role liandong_api createdb', /^alter role liandong_api .* nocreatedb/],
  ['takes on another', 'grant liandong_worker to liandong_api with inherit false', /^revoke liandong_worker from liandong_api granted by/],
  ['runs programs on the server', 'grant pg_execute_server_program to liandong_api', /^revoke pg_execute_server_program from liandong_api granted by/],
  [
    'is what another program takes on',
    'grant liandong_inside to liandong_worker with inherit false',
    /^revoke liandong_inside from liandong_worker granted by/,
  ],
  ['is what a stranger takes on', 'create role mallory login; grant liandong_inside to mallory', /^revoke liandong_inside from mallory granted by/],
  ['is given on by who takes it on', 'grant liandong_inside to liandong_api with admin option', /^revoke liandong_inside from liandong_api granted by/],
  ['owns a table', 'alter table command owner to liandong_api', /^reassign owned by liandong_api to /],
  ['begins inside', 'alter role liandong_api set role liandong_inside', /^alter role liandong_api reset all;/],
];

it.each(loosened)('are refused where one %s, with what puts it right', async (_, statement, remedy) => {
  await admin.query(statement);
  const { loosened: remedies } = await rolesOf(admin);
  expect(remedies).toEqual([expect.stringMatching(remedy)]);
  await admin.query('savepoint refused');
  await expect(prepareRoles(admin, {})).rejects.toThrow(remedies[0]);
  await admin.query('rollback to savepoint refused');
  await admin.query(remedies[0]!);
  expect(await rolesOf(admin)).toMatchObject({ loosened: [], insideIsRight: true });
});

it('are told of to who may not change them', async () => {
  await admin.query('create role somebody');
  await admin.query('set local role somebody');
  expect(await rolesOf(admin)).toEqual({ rolesExist: true, loosened: [], mayMakeRoles: false, insideIsRight: true, mayGrantInside: false });
});
