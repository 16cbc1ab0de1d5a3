import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import type { Database } from './database.js';
import { codeOf } from './error-code.js';

// Real: PostgreSQL with the migrated schema. The role of the interface writes and asks what administrators do, past every check in the services.

let record: FilledRecord;
let api: Database;
/** Two counties of one city, and a unit in each. */
const [city, county, elsewhere, unit, unitElsewhere] = Array.from({ length: 5 }, () => randomUUID()) as [string, string, string, string, string];
/** A body of the first county. */
const bureau = randomUUID();
/** Who administers the city, one county, or that body. */
const [above, administrator, neighbour, clerk] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
/** Of that body: a supervisor, who watches the county. */
const watcher = randomUUID();
/** Of the county: somebody with no role, and somebody who has one elsewhere. Then somebody of the other county, with a task in hand. */
const [own, lent, stranger] = [randomUUID(), randomUUID(), randomUUID()];

const at = new Date('2026-03-04T01:00:00Z');
const later = new Date('2026-03-05T01:00:00Z');

beforeAll(async () => {
  record = await filledRecord();
  api = await record.connect('api', 2);
  const organization = (id: string, path: string[], kind: string) =>
    record.owner.query(
      `insert into organization (id, parent_id, area_id, path, kind, level, name, name_en, short_name, created_at) values ($1::uuid, $2, $3, $4, $5, 'county', $1::text, '', '', $6)`,
      [id, path.at(-2) ?? null, path[Math.min(1, path.length - 1)], path, kind, at],
    );
  await organization(city, [city], 'city');
  await organization(county, [city, county], 'county');
  await organization(elsewhere, [city, elsewhere], 'county');
  await organization(bureau, [city, county, bureau], 'audit-bureau');
  await organization(unit, [city, county, unit], 'unit');
  await organization(unitElsewhere, [city, elsewhere, unitElsewhere], 'unit');
  for (const [id, of] of [
    [above, city],
    [administrator, county],
    [neighbour, elsewhere],
    [clerk, bureau],
    [watcher, bureau],
    [own, county],
    [lent, county],
    [stranger, elsewhere],
  ] as const)
    // oxfmt-ignore
    await record.owner.query(`insert into person (id, login, name, organization_id, created_at) values ($1::uuid, $1::text, '', $2, $3)`, [id, of, at]);
  for (const [person, of, role] of [[above, city, 'administrator'], [administrator, county, 'administrator'], [neighbour, elsewhere, 'administrator'], [clerk, bureau, 'administrator'], [watcher, bureau, 'supervisor'], [lent, elsewhere, 'reviewer'], [stranger, elsewhere, 'reviewer']] as const) // oxfmt-ignore
    await record.owner.query(`insert into role_assignment (person_id, organization_id, role, pool, since) values ($1, $2::uuid, $3::text, $2::text || '/' || $3::text, $4)`, [person, of, role, at]); // oxfmt-ignore
  await record.owner.query(
    `insert into task (id, process_id, step, kind, pool, holder, due_at, opened_at) select gen_random_uuid(), $1, 'sign/9' || n, 'sign', $2, person, 'infinity', $3 from unnest($4::uuid[]) with ordinality held (person, n)`,
    [record.second.process, `${elsewhere}/reviewer`, at, [stranger, own]],
  );
});

afterAll(() => record?.close());

class Undone extends Error {}

/** What a statement gives to who acts, or the code with which it is refused; afterwards it has not been. */
async function given<Row>(person: string, statement: string, values: unknown[] = []): Promise<Row[] | string> {
  let rows: Row[] = [];
  try {
    await api.as({ person }, async (tx) => {
      rows = await tx.query<Row>(statement, values);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) return codeOf(error);
  }
  return rows;
}
const one = async (person: string, call: string, values: unknown[]) => {
  const rows = await given<{ value: unknown }>(person, `select ${call} as value`, values);
  return typeof rows === 'string' ? rows : rows.map(({ value }) => value);
};
const refused = '42501';

describe('an administrator writes', () => {
  const role = (person: string, of: string, what = 'inspector', by = administrator) =>
    given(by, `insert into role_assignment (person_id, organization_id, role, pool, since) values ($1, $2::uuid, $3::text, $2::text || '/' || $3::text, $4)`, [person, of, what, at]); // oxfmt-ignore

  it('roles of the people below in what lies below, and none of their own', async () => {
    expect([await role(own, county), await role(own, unit), await role(lent, county)]).toEqual([[], [], []]);
    expect([await role(own, elsewhere), await role(stranger, county), await role(administrator, county)]).toEqual([refused, refused, refused]);
  });

  it('no role that reaches beyond: a supervisor of a body watches its area, one of a unit that unit', async () => {
    await record.owner.query(`update organization set level = 'unit' where id = $1`, [unit]);
    expect([await role(watcher, bureau, 'inspector', clerk), await role(watcher, bureau, 'supervisor', clerk)]).toEqual([[], refused]);
    expect([await role(own, bureau, 'supervisor'), await role(own, unit, 'supervisor')]).toEqual([[], []]);
  });

  it('people and organisations below, and moves neither away', async () => {
    const person = (of: string) => given(administrator, `insert into person (id, login, name, organization_id, language, created_at) values ($1::uuid, $1::text, '', $2, 'zh-CN', $3)`, [randomUUID(), of, at]); // oxfmt-ignore
    const organization = (parent: string) => given(administrator, `insert into organization (id, parent_id, area_id, path, kind, level, name, name_en, short_name, created_at) values ($1::uuid, $2, $2, array[$3, $2, $1]::uuid[], 'unit', 'unit', '新', '', '', $4)`, [randomUUID(), parent, city, at]); // oxfmt-ignore
    expect([await person(unit), await person(elsewhere)]).toEqual([[], refused]);
    expect([await organization(county), await organization(elsewhere)]).toEqual([[], refused]);
    const move = (what: string, to: string) => given(administrator, `update person set organization_id = $2 where id = $1`, [what, to]);
    expect([await move(own, unit), await move(own, elsewhere)]).toEqual([[], refused]);
    const carry = (to: string) =>
      given(administrator, `update organization set parent_id = $2, path = array[$3, $2, $1]::uuid[] where id = $1`, [unit, to, city]);
    expect([await carry(county), await carry(elsewhere)]).toEqual([[], refused]);
    await api.as({ person: administrator }, async (tx) => {
      expect(await tx.run(`update person set name = '改' where id = $1`, [stranger])).toBe(0);
      expect(await tx.run(`update organization set name = '改' where id = $1`, [unitElsewhere])).toBe(0);
    });
  });
});

describe('a link', () => {
  const make = async (by: string, person: string, token = randomUUID()) => {
    const [row] = await api.as({ person: by }, (tx) => tx.query<{ made: number }>('select make_password_tokens($1, $2, $3, $4) as made', [[Buffer.from(token)], [person], at, later])); // oxfmt-ignore
    return row!.made === 1 ? Buffer.from(token) : undefined;
  };
  const open = async (token: Buffer) =>
    (await api.door<{ person: string | null }>('select set_password_by_token($1, $2, $3) as person', [token, 'hash', at]))[0]!.person;
  const session = async (person: string) => void (await record.owner.query(`insert into session (id_hash, id, person_id, csrf_token, created_at, seen_at, expires_at) values ($1, gen_random_uuid(), $2, '', $3, $3, $4)`, [Buffer.from(randomUUID()), person, at, later])); // oxfmt-ignore
  const sessions = async (person: string) => (await record.owner.query('select from session where person_id = $1 and ended_at is null', [person])).rowCount;

  it('is made for people who are administered in all that they are, and not for oneself', async () => {
    for (const [by, person, made] of [
      [administrator, own, true],
      [administrator, lent, false],
      [administrator, stranger, false],
      [administrator, administrator, false],
      [above, lent, true],
      [neighbour, lent, false],
      [clerk, watcher, false],
      [administrator, watcher, true],
    ] as const)
      // oxfmt-ignore
      expect([by, person, (await make(by, person)) !== undefined]).toEqual([by, person, made]);
  });

  it('lets nobody in who has left, ends what was open, and ends with a password that its person sets', async () => {
    const token = (await make(administrator, own))!;
    await record.owner.query('update person set active = false where id = $1', [own]);
    expect(await open(token)).toBeNull();
    await record.owner.query('update person set active = true where id = $1', [own]);
    await session(own);
    expect([await open(token), await sessions(own), await open(token)]).toEqual([own, 0, null]);

    const further = (await make(administrator, own))!;
    await api.as({ person: own }, (tx) => tx.query('select set_own_password($1, $2, $3, $4)', ['other', 'hash', Buffer.from(''), at]));
    expect(await open(further)).toBeNull();
  });

  it("ends no sessions but those of the people below, and one's own", async () => {
    const ends = (by: string, person: string) => one(by, 'end_sessions($1, null, $2)', [person, at]);
    for (const person of [own, stranger, administrator]) await session(person);
    expect([await ends(administrator, own), await ends(administrator, administrator), await ends(administrator, stranger)]).toEqual([[1], [1], [0]]);
    expect([await ends(stranger, own), await ends(above, stranger)]).toEqual([[0], [1]]);
  });
});

it('tells what is in hand, lies in pools, is under way and is without a password only to who administers it', async () => {
  const inHand = async (by: string, person: string) => (await given(by, 'select task_id from tasks_in_hand($1)', [person])).length;
  expect([await inHand(administrator, stranger), await inHand(neighbour, stranger), await inHand(above, stranger)]).toEqual([0, 1, 1]);
  expect([await inHand(administrator, own), await inHand(neighbour, own), await inHand(lent, own)]).toEqual([1, 1, 0]);
  const inPools = (by: string) => one(by, 'tasks_in_pools_of($1)', [elsewhere]);
  expect([await inPools(administrator), await inPools(neighbour)]).toEqual([[0], [2]]);
  const matters = async (by: string) => (await given(by, 'select * from matters_of($1)', [elsewhere])).length;
  expect([await matters(administrator), await matters(neighbour)]).toEqual([0, 1]);
  const without = async (by: string) => one(by, 'without_password($1)', [[lent, stranger]]);
  expect([await without(administrator), await without(neighbour), await without(own)]).toEqual([[lent], [stranger], []]);
});

it('lets no lead end a recusal of their own', async () => {
  const { reviewer: lead, colleague, team } = record.first;
  await record.owner.query(`insert into role_assignment (person_id, organization_id, role, pool, since) values ($1, $2::uuid, 'team-lead', $2::text || '/team-lead', $3)`, [lead, team, at]); // oxfmt-ignore
  const declared = async (person: string) => {
    const id = randomUUID();
    await record.owner.query(`insert into recusal (id, person_id, tie, relative_name, reason, declared_at) values ($1, $2, 'relative', '某', '', $3)`, [
      id,
      person,
      at,
    ]);
    return id;
  };
  const end = async (recusal: string) => one(lead, `end_recusal($1, $2, '')`, [recusal, at]);
  expect([await end(await declared(lead)), await end(await declared(colleague))]).toEqual([[null], [colleague]]);
});
