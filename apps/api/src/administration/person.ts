import type { Transaction } from '#database/database';
import { Problem } from '../http/problem.js';

/** A person as changes of them need it; only people whom the acting person administers are found at all. */
export interface PersonState {
  id: string;
  login: string;
  organizationId: string;
  active: boolean;
  roles: { role: string; organizationId: string }[];
  /** Whether all that their roles reach is administered by the acting person. */
  everywhere: boolean;
}

/** @throws Problem `not-found` */
export async function personOf(tx: Transaction, id: string): Promise<PersonState> {
  const row = await tx.one<PersonState>(
    `select p.id, p.login, p.organization_id as "organizationId", p.active,
       (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'organizationId', r.organization_id) order by r.organization_id, r.role), '[]') from role_assignment r where r.person_id = p.id) as roles,
       not exists (select from role_assignment r where r.person_id = p.id and not administers(reach_of(r.role, r.organization_id))) as everywhere
     from person p where p.id = $1 and administers(p.organization_id)`,
    [id],
  );
  if (!row) throw new Problem('not-found');
  return row;
}
