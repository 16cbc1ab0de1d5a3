import type { Transaction } from '#database/database';
import { tellOrganization } from '#database/record/organization-chain';
import { reachOf, type Role } from '#domain/roles';
import type { Words } from '#domain/language';
import type { Actor } from '../http/actor.js';
import { invalidField } from '../http/validation.js';
import { administers, type OrganizationState } from './administering.js';

export interface PlacedRole {
  role: string;
  organizationId: string;
}

export const beyondReach: Words = {
  zh: '这个角色涉及整个地区，须由管理该地区的系统管理员授予。',
  en: 'This role reaches the whole area: an administrator of that area has to give it.',
};

/** Gives a person a role in an organisation; one that they have stays as it is. @throws Problem `invalid` for `field`, where the role reaches beyond what the acting person administers */
export async function giveRole(tx: Transaction, actor: Actor, person: string, role: Role, organization: OrganizationState, field: string): Promise<void> {
  if (await tx.one('select 1 as held from role_assignment where person_id = $1 and organization_id = $2 and role = $3', [person, organization.id, role]))
    return;
  if (!(await administers(tx, reachOf(role, organization)))) throw invalidField(field, 'beyond', beyondReach);
  await tx.run('insert into role_assignment (person_id, organization_id, role, pool, since) values ($1, $2::uuid, $3::text, $2::uuid || $5 || $3::text, $4)', [
    person,
    organization.id,
    role,
    actor.now,
    '/',
  ]);
  await tell(tx, actor, organization.id, 'role-given', { person, role });
}

/** Takes roles from a person, each told where it was held. @returns how many there were */
export async function takeRoles(tx: Transaction, actor: Actor, person: string, roles: PlacedRole[]): Promise<number> {
  let taken = 0;
  for (const { role, organizationId } of roles) {
    if ((await tx.run('delete from role_assignment where person_id = $1 and organization_id = $2 and role = $3', [person, organizationId, role])) === 0)
      continue;
    await tell(tx, actor, organizationId, 'role-taken', { person, role });
    taken++;
  }
  return taken;
}

const tell = (tx: Transaction, { now: at, person }: Actor, organization: string, action: string, detail: Record<string, unknown>) =>
  tellOrganization(tx, { organization, at, person, action, detail });
