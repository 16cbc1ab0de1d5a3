import type { Transaction } from '#database/database';
import { newToken, tokenEnd } from '#database/record/one-time-token';
import type { Actor } from '../../http/actor.js';
import type { ImportPlan } from './import-state.js';

/** How many rows one statement writes. */
const atOnce = 250;

/** The link by which somebody who was added chooses a password. */
export interface MadeLink {
  name: string;
  login: string;
  token: string;
  expiresAt: Date;
}

interface Happening {
  organization: string;
  action: string;
  detail: Record<string, unknown>;
}

/** Writes what a plan comes to, as single changes would, and tells it in the chains last: log-ins wait for those. */
export async function write(tx: Transaction, actor: Actor, { organizations, people }: ImportPlan): Promise<MadeLink[]> {
  await writeOrganizations(tx, actor, organizations);
  await writePeople(tx, actor, people);
  const links = await makeLinks(tx, actor, people.added);
  await tell(tx, actor, [...organizations.added.map(({ id, parentId, kind }) => happening(id, 'organization-added', { parent: parentId, kind })),
    ...organizations.changed.map(({ id, texts }) => happening(id, 'organization-changed', { fields: Object.keys(texts).sort() })),
    ...people.added.map(({ id, organizationId }) => happening(organizationId, 'person-added', { person: id })),
    ...people.changed.filter(({ name }) => name).map(({ id, organizationId }) => happening(organizationId, 'person-changed', { person: id, fields: ['name'] })),
    ...[...people.added, ...people.changed].flatMap(({ id, organizationId, roles }) => roles.map((role) => happening(organizationId, 'role-given', { person: id, role })))]); // oxfmt-ignore
  return links;
}

const happening = (organization: string, action: string, detail: Record<string, unknown>): Happening => ({ organization, action, detail });

async function writeOrganizations(tx: Transaction, { now }: Actor, { added, changed }: ImportPlan['organizations']): Promise<void> {
  await inParts(added, (part) =>
    tx.run(
      `insert into organization (id, parent_id, area_id, path, kind, level, code, credit_code, name, name_en, short_name, created_at)
       select id, parent, area, string_to_array(path, ' ')::uuid[], kind, level, code, credit, name, name_en, short_name, $1
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
         n (id, parent, area, path, kind, level, code, credit, name, name_en, short_name)`,
      [
        now,
        ...columns(part, (one) => [one.id, one.parentId, one.areaId, one.path.join(' '), one.kind, one.level, one.code, one.creditCode, one.name, one.nameEn, one.shortName], 11),
      ],
    ),
  ); // oxfmt-ignore
  await inParts(changed, (part) =>
    tx.run(
      `update organization o set name = coalesce(n.name, o.name), short_name = coalesce(n.short_name, o.short_name), name_en = coalesce(n.name_en, o.name_en),
         code = coalesce(n.code, o.code), credit_code = coalesce(n.credit, o.credit_code)
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) n (id, name, short_name, name_en, code, credit) where o.id = n.id`,
      columns(part, ({ id, texts }) => [id, texts.name, texts.shortName, texts.nameEn, texts.code, texts.creditCode], 6),
    ),
  );
}

async function writePeople(tx: Transaction, { now, language }: Actor, { added, changed }: ImportPlan['people']): Promise<void> {
  await inParts(added, (part) =>
    tx.run(
      `insert into person (id, login, name, organization_id, language, created_at)
       select id, login, name, organization, $1, $2 from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[]) n (id, login, name, organization)`,
      [language, now, ...columns(part, ({ id, login, name, organizationId }) => [id, login, name, organizationId], 4)],
    ),
  );
  await inParts(changed, (part) =>
    tx.run(
      'update person p set name = coalesce(n.name, p.name) from unnest($1::uuid[], $2::text[]) n (id, name) where p.id = n.id',
      columns(part, ({ id, name }) => [id, name], 2),
    ),
  );
  const given = [...added, ...changed].flatMap(({ id, organizationId, roles }) => roles.map((role) => [id, organizationId, role]));
  await inParts(given, (part) =>
    tx.run(
      `insert into role_assignment (person_id, organization_id, role, pool, since)
       select person, organization, role, organization || '/' || role, $1 from unnest($2::uuid[], $3::uuid[], $4::text[]) n (person, organization, role) on conflict do nothing`,
      [now, ...columns(part, (row) => row, 3)],
    ),
  );
}

async function makeLinks(tx: Transaction, actor: Actor, people: ImportPlan['people']['added']): Promise<MadeLink[]> {
  const expiresAt = tokenEnd('password', actor.now);
  const made = people.map(({ id, name, login }) => ({ id, name, login, ...newToken() }));
  await inParts(made, async (part) => {
    const [hashes, ids] = columns(part, ({ hash, id }) => [hash, id], 2);
    const row = await tx.one<{ made: number }>('select make_password_tokens($1, $2, $3, $4) as made', [hashes, ids, actor.now, expiresAt]);
    if (row!.made !== part.length) throw new Error('Not everybody who was added could be given a link.');
  });
  return made.map(({ name, login, token }) => ({ name, login, token, expiresAt }));
}

/** The chains are taken in one order by everybody, so that nobody waits in a circle. */
const tell = (tx: Transaction, { now, person }: Actor, happenings: Happening[]): Promise<void> =>
  inParts(happenings.toSorted((a, b) => (a.organization < b.organization ? -1 : Number(a.organization > b.organization))), (part) =>
    tx.run('select append_to_chain(n.organization, $1, n.action, $2, n.detail) from unnest($3::uuid[], $4::text[], $5::jsonb[]) n (organization, action, detail)', [
      now, person, ...columns(part, ({ organization, action, detail }) => [organization, action, JSON.stringify(detail)], 3),
    ]),
  ); // oxfmt-ignore

async function inParts<Row>(rows: Row[], work: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) await work(rows.slice(from, from + atOnce));
}

/** Rows as PostgreSQL's `unnest` takes them: one array for each of so many columns. */
function columns<Row>(rows: Row[], cells: (row: Row) => unknown[], count: number): unknown[][] {
  const written = rows.map(cells);
  return Array.from({ length: count }, (_, place) => written.map((row) => row[place] ?? null));
}
