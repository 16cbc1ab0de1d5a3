import type { Role } from '#domain/roles';

/** How a person stands to a process. A person may stand to it in several ways, or in none: then it does not exist for them. */
export type Relation = 'sender' | 'pool' | 'handler' | 'lead' | 'copied' | 'supervisor' | 'administrator';

/** Who may do something: one who holds one of these roles anywhere, and where it concerns a process, stands to it in one of these relations. */
export interface Right {
  roles: readonly Role[];
  relations?: readonly Relation[];
}

const everyone: readonly Role[] = [
  'coordinator', 'inspector', 'auditor', 'reviewer', 'team-lead', 'discipline-intake', 'discipline-lead', 'supervisor', 'county-liaison', 'unit-contact', 'administrator',
]; // prettier-ignore
const workers = everyone.filter((role) => role !== 'administrator');
const registrars: readonly Role[] = ['coordinator', 'inspector', 'county-liaison'];
const allRelations: readonly Relation[] = ['sender', 'pool', 'handler', 'lead', 'copied', 'supervisor', 'administrator'];

/** The whole of who may do what; what is not named here nobody may. Secrecy and recusal are checked besides, and row-level security stands behind it. */
export const rights = {
  'self.read': { roles: everyone },
  'self.change': { roles: everyone },
  'organization.read': { roles: everyone },
  'organization.administer': { roles: ['administrator'] },
  'person.administer': { roles: ['administrator'] },
  'recusal.declare': { roles: workers },
  'notice.read': { roles: everyone },
  'clue.register': { roles: registrars },
  'clue.read': { roles: [...registrars, 'reviewer', 'team-lead'], relations: ['sender', 'handler'] },
  'clue-transfer.open': { roles: ['coordinator'] },
  'process.read': { roles: everyone, relations: allRelations },
  'process.timeline': { roles: everyone, relations: allRelations },
  'process.content': { roles: workers, relations: ['handler'] },
  'process.recall': { roles: ['coordinator'], relations: ['sender'] },
  'process.nudge': { roles: ['coordinator', 'supervisor'], relations: ['sender', 'supervisor'] },
  'process.extend': { roles: ['team-lead'], relations: ['lead'] },
  'process.suspend': { roles: ['team-lead'], relations: ['lead'] },
  'process.resume': { roles: ['team-lead'], relations: ['lead'] },
  'task.read': { roles: workers, relations: ['pool', 'handler', 'lead', 'copied'] },
  'task.claim': { roles: workers, relations: ['pool', 'copied'] },
  'task.handle': { roles: workers, relations: ['handler', 'copied'] },
  'task.assign': { roles: ['team-lead'], relations: ['lead'] },
  'board.read': { roles: ['supervisor', 'coordinator', 'administrator'] },
  'parked.read': { roles: ['administrator'] },
  'parked.retry': { roles: ['administrator'], relations: ['administrator'] },
  'events.read': { roles: everyone },
} as const satisfies Record<string, Right>;

export type Permission = keyof typeof rights;

const rightTo = (permission: Permission): Right => rights[permission];

/** Whether one who holds these roles may do it at all, somewhere. */
export const mayEver = (permission: Permission, roles: readonly Role[]): boolean => roles.some((role) => rightTo(permission).roles.includes(role));

/** Whether one who holds these roles and stands in these relations to a process may do it there. */
export const mayHere = (permission: Permission, roles: readonly Role[], relations: readonly Relation[]): boolean =>
  mayEver(permission, roles) && relations.some((relation) => rightTo(permission).relations?.includes(relation));

/** All that these roles open, for a client that shows only what can be reached. */
export const permissionsOf = (roles: readonly Role[]): Permission[] => (Object.keys(rights) as Permission[]).filter((permission) => mayEver(permission, roles));
