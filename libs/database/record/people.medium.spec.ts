import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chainedProcess } from '#testing/chained-record';
import { testDatabase, type TestDatabase } from '#testing/database';
import { foundSmallCity, type SmallCity } from '#testing/small-city';
import type { Addressee } from '#domain/ladder';
import { Client } from 'pg';
import { Database } from '../database.js';
import { addressed, poolForCopy } from './people.js';
import { lockProcess } from './process.js';

// Real: PostgreSQL with its walls; the worker's role asks who is to hear of a task that a team has in its pool.

let record: TestDatabase;
let owner: Client;
let api: Database;
let worker: Database;
let city: SmallCity;
let process: string;
const at = new Date('2026-03-04T01:00:00Z');

beforeAll(async () => {
  record = await testDatabase();
  owner = new Client(record.ownerUrl);
  await owner.connect();
  city = await foundSmallCity(owner as never);
  api = await Database.connect({ url: record.urls.api, program: 'api' });
  worker = await Database.connect({ url: record.urls.worker, program: 'worker' });
  ({ id: process } = await chainedProcess(api, city, '1', 1));
}, 60_000);
afterAll(async () => {
  await Promise.all([worker.close(), api.close(), owner.end()]);
  await record.drop();
}, 60_000);

const give = (person: string, organization: string, role: string) =>
  owner.query(`insert into role_assignment (person_id, organization_id, role, pool, since) values ($1, $2::uuid, $3::text, $2::text || '/' || $3::text, $4)`, [person, organization, role, at]); // oxfmt-ignore
const found = async (kind: string, level: string, ...above: string[]) => {
  const id = randomUUID();
  await owner.query(`insert into organization (id, parent_id, area_id, path, kind, level, name, name_en, short_name, created_at) values ($1::uuid, $2, $3, $4, $5, $6, $1::text, '', '', $7)`, [id, above.at(-1), above[0], [...above, id], kind, level, at]); // oxfmt-ignore
  return id;
};
const recuse = async (...people: string[]) => {
  for (const person of people) {
    const id = randomUUID();
    await owner.query(`insert into recusal (id, person_id, tie, relative_name, reason, declared_at) values ($1, $2, 'relative', '某', '', $3)`, [
      id,
      person,
      at,
    ]);
    await owner.query('insert into exclusion (person_id, process_id, recusal_id) values ($1, $2, $3)', [person, process, id]);
  }
};
const hears = (to: Addressee, holder: string | null = null) =>
  worker.within(process, async (tx) => addressed(tx, (await lockProcess(tx, process))!, { pool: `${city.team}/reviewer`, holder }, to));

beforeEach(async () => {
  await owner.query('delete from exclusion');
  await owner.query('delete from recusal');
});

it('tells holder, lead and office, and goes one level up where a recusal keeps all of one away', async () => {
  expect(await hears('holder', city.a)).toEqual({ person: city.a });
  expect(await hears('holder')).toEqual({ pool: `${city.team}/reviewer` });
  expect(await hears('lead')).toEqual({ pool: `${city.team}/team-lead` });
  expect(await hears('office')).toEqual({ pool: `${city.office}/coordinator` });
  await recuse(city.a, city.b, city.c, city.lead, city.otherLead);
  expect(await hears('holder', city.a)).toEqual({ pool: `${city.office}/coordinator` });
});

describe('of the supervisors of a city', () => {
  let leader: string;

  beforeAll(async () => {
    leader = await found('city-leader', 'city', city.city);
    const unit = await found('unit', 'unit', city.city);
    // Nearer to the top than the leading group, or found before it.
    for (const body of [city.city, leader, unit]) await give(city.coordinator, body, 'supervisor');
  });
  const supervisorsOf = (organization: string) => ({ pool: `${organization}/supervisor` });

  it('tells the leading group, then those of the bodies below the city, the highest first, and none of a unit', async () => {
    expect(await hears('leading-group')).toEqual(supervisorsOf(city.leadingGroup));
    await recuse(city.supervisor);
    expect(await hears('leading-group')).toEqual(supervisorsOf(city.city));
    await owner.query('delete from role_assignment where organization_id = $1 and role = $2', [city.city, 'supervisor']);
    expect(await hears('leading-group')).toEqual(supervisorsOf(leader));
    await recuse(city.coordinator);
    expect(await hears('leading-group')).toEqual({ pool: `${city.team}/reviewer` });
  });

  it('tells those of the county first whose office has sent', async () => {
    const county = await found('county', 'county', city.city);
    const office = await found('inspection-office', 'county', city.city, county);
    await owner.query('update organization set area_id = $1 where id = any ($2)', [county, [county, office]]);
    await give(city.supervisor, office, 'supervisor');
    await owner.query('update process set organization_id = $2 where id = $1', [process, office]);
    expect(await hears('leading-group')).toEqual(supervisorsOf(office));
  });
});

it('gives a copy to the holders of a role that stand nearest to who is asked', async () => {
  const copy = () => worker.within(process, async (tx) => poolForCopy(tx, (await lockProcess(tx, process))!, 'discipline-intake'));
  await owner.query('update task set pool = $2 where process_id = $1', [process, `${city.team}/reviewer`]);
  await give(city.coordinator, city.city, 'discipline-intake');
  expect(await copy()).toBe(`${city.intake}/discipline-intake`);
  await give(city.coordinator, city.team, 'discipline-intake');
  expect(await copy()).toBe(`${city.team}/discipline-intake`);
});
