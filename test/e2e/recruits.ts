import { createHash, randomUUID } from 'node:crypto';
import type { Client as Owner } from 'pg';
import { clock } from '#domain/clock';
import { Client } from './client.js';

/** Makes so many people with one role in an organisation, each with a session of their own: more than the sample city has, and without the cost of a log-in. */
export async function recruits(
  owner: Owner,
  url: string,
  { organization, role, count }: { organization: string; role: string; count: number },
): Promise<Client[]> {
  const now = clock.now();
  const later = new Date(now.getTime() + 3_600_000);
  const people = Array.from({ length: count }, (_, nth) => ({ person: randomUUID(), name: `新手${nth + 1}`, session: randomUUID(), csrf: randomUUID() }));
  const ids = people.map(({ person }) => person);
  await owner.query(
    `insert into person (id, login, name, password_hash, organization_id, created_at) select id, id::text, name, '', $3, $4 from unnest($1::uuid[], $2::text[]) new (id, name)`,
    [ids, people.map(({ name }) => name), organization, now],
  );
  await owner.query(
    `insert into role_assignment (person_id, organization_id, role, pool, since) select id, $2::uuid, $3::text, $2::uuid || '/' || $3::text, $4 from unnest($1::uuid[]) new (id)`,
    [ids, organization, role, now],
  );
  await owner.query(
    `insert into session (id_hash, id, person_id, csrf_token, created_at, seen_at, expires_at) select hash, gen_random_uuid(), person, csrf, $4, $4, $5 from unnest($1::bytea[], $2::uuid[], $3::text[]) new (hash, person, csrf)`,
    [people.map(({ session }) => createHash('sha256').update(session).digest()), ids, people.map(({ csrf }) => csrf), now, later],
  );
  return people.map(({ session, csrf }) => Client.inSession(url, { id: session, csrf }));
}
