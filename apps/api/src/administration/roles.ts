import type { Transaction } from '#database/database';
import { tellOrganization } from '#database/record/organization-chain';
import type { Role } from '#domain/roles';
import type { Actor } from '../http/actor.js';

export interface PlacedRole {
  role: string;
  organizationId: string;
}

/** Gives a person a role in an organisation; one that they have stays as it is. */
export async function giveRole(tx: Transaction, actor: Actor, person: string, { role, organizationId }: PlacedRole & { role: Role }): Promise<void> {
  const given = await tx.run(
    'insert into role_assignment (person_id, organization_id, role, pool, since) values ($1, $2::uuid, $3::text, $2::uuid || $5 || $3::text, $4) on conflict do nothing',
    [person, organizationId, role, actor.now, '/'],
  );
  if (given > 0) await tell(tx, actor, organizationId, 'role-given', { person, role });
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
