import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { clock } from '#domain/clock';

/** A city with just those who hand a clue over: ids of organisations, and of people by what they are. */
export interface SmallCity {
  city: string;
  office: string;
  intake: string;
  leadingGroup: string;
  team: string;
  otherTeam: string;
  coordinator: string;
  intakeClerk: string;
  supervisor: string;
  /** Of the team. */
  a: string;
  b: string;
  c: string;
  lead: string;
  otherLead: string;
}

/** Founds it in a migrated record, as its owner. */
export async function foundSmallCity(owner: Pool): Promise<SmallCity> {
  const now = clock.now();
  const organization = async (kind: string, ...above: string[]) => {
    const id = randomUUID();
    const path = [...above, id];
    await owner.query(
      `insert into organization (id, parent_id, area_id, path, kind, level, name, name_en, short_name, created_at) values ($1, $2, $3, $4, $5, 'city', $5, $5, $5, $6)`,
      [id, above.at(-1) ?? null, path[0], path, kind, now],
    );
    return id;
  };
  const person = async (organization: string, role: string) => {
    const id = randomUUID();
    await owner.query(`insert into person (id, login, name, password_hash, organization_id, created_at) values ($1::uuid, $1::text, $2, '', $3, $4)`, [
      id,
      role,
      organization,
      now,
    ]);
    await owner.query('insert into role_assignment (person_id, organization_id, role, pool, since) values ($1, $2, $3, $4, $5)', [
      id,
      organization,
      role,
      `${organization}/${role}`,
      now,
    ]);
    return id;
  };
  const city = await organization('city');
  const leadingGroup = await organization('leading-group', city);
  const office = await organization('inspection-office', city, leadingGroup);
  const discipline = await organization('discipline-commission', city);
  const intake = await organization('discipline-intake', city, discipline);
  const team = await organization('review-task-force', city, discipline);
  const otherTeam = await organization('review-task-force', city, discipline);
  return {
    city,
    office,
    intake,
    leadingGroup,
    team,
    otherTeam,
    coordinator: await person(office, 'coordinator'),
    intakeClerk: await person(intake, 'discipline-intake'),
    supervisor: await person(leadingGroup, 'supervisor'),
    a: await person(team, 'reviewer'),
    b: await person(team, 'reviewer'),
    c: await person(team, 'reviewer'),
    lead: await person(team, 'team-lead'),
    otherLead: await person(team, 'team-lead'),
  };
}
