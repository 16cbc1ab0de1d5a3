import { v7 as uuid } from 'uuid';
import { clock } from '#domain/clock';
import type { World } from './world.js';

/** Adds a reviewer of the world's organisation. @returns the id of the person */
export async function newReviewer({ owner }: World): Promise<string> {
  const id = uuid();
  await owner.query(`insert into person (id, login, name, password_hash, organization_id, created_at) select $1::uuid, $1::uuid::text, 'P', '', id, $2 from organization limit 1`, [id, clock.now()]);
  await owner.query(`insert into role_assignment (person_id, organization_id, role, pool, since) select id, organization_id, 'reviewer', organization_id || '/reviewer', created_at from person where id = $1`, [id]);
  return id;
} // oxfmt-ignore

/** Keeps a person from a process. */
export async function recuse({ owner }: World, person: string, process: string): Promise<void> {
  const id = uuid();
  await owner.query(`insert into recusal (id, person_id, tie, process_id, reason, declared_at) values ($1, $2, 'process', $3, '', $4)`, [id, person, process, clock.now()]);
  await owner.query('insert into exclusion (person_id, process_id, recusal_id) values ($1, $2, $3)', [person, process, id]);
} // oxfmt-ignore
