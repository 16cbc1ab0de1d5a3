import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import { Client } from 'pg';
import { isCreditCode } from '#domain/credit-code';
import { organizationKinds, type OrganizationKind } from '#domain/organizations';
import { roles } from '#domain/roles';
import { testDatabase, type TestDatabase } from '#testing/database';
import { sampleAccounts, samplePassword } from './samples.js';
import { loadSamples } from './samples-loader.js';

// Real: PostgreSQL with the migrated schema, into which the sample city is loaded.

let record: TestDatabase;
let owner: Client;
let loaded: { organizations: number; people: number };

beforeAll(async () => {
  record = await testDatabase();
  owner = new Client(record.ownerUrl);
  await owner.connect();
  loaded = await loadSamples(record.ownerUrl);
}, 60_000);

afterAll(async () => {
  await owner?.end();
  await record?.drop();
});

const rows = async <Row extends object>(statement: string) => (await owner.query<Row>(statement)).rows;
const everything = async () => [
  await rows('select * from organization order by id'),
  await rows('select * from person order by id'),
  await rows('select * from role_assignment order by person_id, role'),
];

it('has ten counties and districts with their codes, and three zones without one', async () => {
  const areas = await rows<{ kind: string; name: string; code: string | null }>(
    `select kind, name, code from organization where kind in ('city', 'county', 'zone') order by code, name`,
  );
  expect(areas.map(({ code, name }) => `${code} ${name}`)).toEqual([
    '320300 徐州市', '320302 鼓楼区', '320303 云龙区', '320305 贾汪区', '320311 泉山区', '320312 铜山区', '320321 丰县', '320322 沛县', '320324 睢宁县', '320381 新沂市', '320382 邳州市',
    'null 徐州国际港务区', 'null 徐州经济技术开发区', 'null 徐州高新技术产业开发区',
  ]); // oxfmt-ignore
  const complete = await rows<{ name: string }>(
    `select c.name from organization c where c.kind = 'county'
       and (select array_agg(o.kind order by o.kind) from organization o where o.area_id = c.id and o.id <> c.id) = array['discipline-commission', 'inspection-office', 'review-task-force']`,
  );
  expect(complete).toHaveLength(10);
});

it('is a tree in which each organisation knows the way from the root, its area and its level', async () => {
  const organizations = await rows<{ id: string; parent_id: string | null; area_id: string; path: string[]; kind: OrganizationKind; level: string }>(
    'select * from organization',
  );
  const byId = new Map(organizations.map((organization) => [organization.id, organization]));
  expect(organizations).toHaveLength(loaded.organizations);
  expect(organizations.filter(({ parent_id }) => parent_id === null).map(({ kind }) => kind)).toEqual(['city']);
  for (const { id, parent_id, area_id, path, kind, level } of organizations) {
    expect(path).toEqual([...(byId.get(parent_id ?? '')?.path ?? []), id]);
    expect(area_id).toBe(path.findLast((ancestor) => 'area' in organizationKinds[byId.get(ancestor)!.kind]));
    expect(organizationKinds[kind].levels).toContain(level);
  }
});

it('has units with valid credit codes, each with somebody to talk to', async () => {
  const units = await rows<{ credit_code: string; contacts: number }>(
    `select credit_code, (select count(*)::int from role_assignment r where r.organization_id = o.id and r.role = 'unit-contact') as contacts from organization o where kind = 'unit'`,
  );
  expect(units).toHaveLength(12);
  expect(new Set(units.map(({ credit_code }) => credit_code)).size).toBe(12);
  expect(units.filter(({ credit_code, contacts }) => !isCreditCode(credit_code) || contacts !== 1)).toEqual([]);
});

it('has an account for every role, and every task force people to decide and to approve', async () => {
  const held = await rows<{ role: string }>('select distinct role from role_assignment');
  expect(held.map(({ role }) => role).sort()).toEqual(Object.keys(roles).sort());
  const understaffed = await rows(
    `select o.name from organization o where kind = 'review-task-force'
       and not (exists (select from role_assignment where pool = o.id || '/reviewer') and exists (select from role_assignment where pool = o.id || '/team-lead'))`,
  );
  expect(understaffed).toEqual([]);
});

it('tells accounts that can be logged in with', async () => {
  const people = await rows<{ login: string; password_hash: string; organization: string; roles: string[] }>(
    `select login, password_hash, o.short_name as organization, (select array_agg(role order by role) from role_assignment where person_id = p.id) as roles
     from person p join organization o on o.id = p.organization_id`,
  );
  const byLogin = new Map(people.map((person) => [person.login, person]));
  expect(people).toHaveLength(loaded.people);
  expect(sampleAccounts).toHaveLength(loaded.people);
  for (const { name, roles: told, organization } of sampleAccounts)
    expect({ name, roles: [...told].sort(), organization }).toEqual({ name, ...pick(byLogin.get(name)) });
  expect(sampleAccounts.slice(0, 4).map(({ roles: told }) => told[0])).toEqual(['coordinator', 'reviewer', 'reviewer', 'team-lead']);
  expect(samplePassword.length).toBeGreaterThanOrEqual(10);
  expect(await verify(byLogin.get('chenjing')!.password_hash, samplePassword)).toBe(true);
  expect(new Set(people.map(({ password_hash }) => password_hash)).size).toBe(people.length);
});

it('changes nothing when it is loaded again, be it twice at once', async () => {
  const before = await everything();
  expect(await Promise.all([loadSamples(record.ownerUrl), loadSamples(record.ownerUrl)])).toEqual([none, none]);
  expect(await everything()).toEqual(before);
});

it('gives nobody a role back that was taken away', async () => {
  await owner.query(`delete from role_assignment where person_id = (select id from person where login = 'tangwei')`);
  expect(await loadSamples(record.ownerUrl)).toEqual(none);
  expect(await rows(`select role from role_assignment join person on id = person_id where login = 'tangwei'`)).toEqual([]);
});

const none = { organizations: 0, people: 0 };
const pick = (person?: { organization: string; roles: string[] }) => person && { organization: person.organization, roles: person.roles };
