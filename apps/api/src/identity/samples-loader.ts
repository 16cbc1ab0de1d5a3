import { hash } from '@node-rs/argon2';
import { Client } from 'pg';
import { organizationRows, personRows, sampledAt, samplePassword } from './samples.js';

/**
 * Puts the sample city into a migrated record, with the owner's connection. What is there already stays as it is, so that a second load changes nothing,
 * and gives nobody a role back that was taken away.
 * @returns how many organisations and people were new
 */
export async function loadSamples(ownerUrl: string): Promise<{ organizations: number; people: number }> {
  const owner = new Client({ connectionString: ownerUrl, application_name: 'liandong samples' });
  await owner.connect();
  try {
    await owner.query('begin');
    await owner.query('lock table organization in share row exclusive mode'); // two loads at once come one after the other
    const organizations = await loadOrganizations(owner);
    const people = await loadPeople(owner);
    await owner.query('commit');
    return { organizations, people };
  } finally {
    await owner.end(); // and with it, where it has failed, the transaction
  }
}

async function loadOrganizations(owner: Client): Promise<number> {
  let loaded = 0;
  for (const { id, parentId, areaId, path, kind, level, code, creditCode, name, nameEn, shortName } of organizationRows) {
    const { rowCount } = await owner.query(
      `insert into organization (id, parent_id, area_id, path, kind, level, code, credit_code, name, name_en, short_name, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (id) do nothing`,
      [id, parentId, areaId, path, kind, level, code, creditCode, name, nameEn, shortName, sampledAt],
    );
    loaded += rowCount ?? 0;
  }
  return loaded;
}

async function loadPeople(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ id: string }>('select id from person where id = any ($1)', [personRows.map(({ id }) => id)]);
  const known = new Set(rows.map(({ id }) => id));
  const people = await Promise.all(
    personRows.filter(({ id }) => !known.has(id)).map(async (person) => ({ ...person, passwordHash: await hash(samplePassword) })),
  );
  for (const { id, login, name, passwordHash, organizationId, roles } of people) {
    await owner.query('insert into person (id, login, name, password_hash, organization_id, created_at) values ($1, $2, $3, $4, $5, $6)', [
      id, login, name, passwordHash, organizationId, sampledAt,
    ]); // oxfmt-ignore
    for (const { role, organizationId: where, pool } of roles) {
      await owner.query('insert into role_assignment (person_id, organization_id, role, pool, since) values ($1, $2, $3, $4, $5)', [
        id,
        where,
        role,
        pool,
        sampledAt,
      ]);
    }
  }
  return people.length;
}
