import type { Role } from '#domain/roles';

/** How a person stands to a process. A person may stand to it in several ways, or in none: then it does not exist for them. */
export type Relation = 'sender' | 'pool' | 'handler' | 'lead' | 'copied' | 'supervisor' | 'administrator';

/** A relation, and the role from which it comes: a role that is held elsewhere opens nothing here. */
export interface Standing {
  role: Role;
  relation: Relation;
}

/** Who may do something: one who holds one of these roles, and where it concerns a process, stands to it by that role in one of these relations. */
export interface Right {
  roles: readonly Role[];
  relations?: readonly Relation[];
  /** Also who holds no role at present: somebody new, or between two posts. */
  withoutRole?: true;
}

const everyone: readonly Role[] = [
  'coordinator', 'inspector', 'auditor', 'reviewer', 'team-lead', 'discipline-intake', 'discipline-lead', 'supervisor', 'county-liaison', 'unit-contact', 'administrator',
]; // oxfmt-ignore
const workers = everyone.filter((role) => role !== 'administrator');
const registrars: readonly Role[] = ['coordinator', 'inspector', 'county-liaison'];
const partaking: readonly Relation[] = ['sender', 'pool', 'handler', 'lead', 'copied', 'supervisor'];

/** The whole of who may do what, and of who is told what; what is not named here nobody may. Secrecy and recusal are checked besides, and row-level security stands behind it. */
export const rights = {
  'self.read': { roles: everyone, withoutRole: true },
  'self.change': { roles: everyone, withoutRole: true },
  'organization.read': { roles: everyone },
  'organization.administer': { roles: ['administrator'] },
  'person.administer': { roles: ['administrator'] },
  'recusal.declare': { roles: workers },
  'recusal.end': { roles: ['team-lead', 'supervisor'] },
  'notice.read': { roles: everyone },
  'reading.read': { roles: ['team-lead'] },
  'clue.register': { roles: registrars },
  'clue.read': { roles: [...registrars, 'reviewer', 'team-lead'], relations: ['handler'] },
  'clue-transfer.open': { roles: ['coordinator'] },
  /** That there is such a process: its number, the organisation that sent it, and whether it is open. */
  'process.read': { roles: everyone, relations: [...partaking, 'administrator'] },
  'process.timeline': { roles: everyone, relations: [...partaking, 'administrator'] },
  /** How far it is, what it is about, and what its definition shares of its tasks and deadlines. */
  'process.course': { roles: workers, relations: partaking },
  /** Its other tasks and deadlines, and in whose hands they are. */
  'process.handling': { roles: workers, relations: ['pool', 'handler', 'lead'] },
  /** What was decided in tasks that are not shared. */
  'process.outcomes': { roles: workers, relations: ['handler', 'lead'] },
  /** What people wrote: comments, reasons, opinions, results; and the way to its clue. */
  'process.content': { roles: workers, relations: ['handler'] },
  /** What was written to who sent it: why it was returned. */
  'process.answer': { roles: workers, relations: ['sender'] },
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
  'events.read': { roles: everyone, withoutRole: true },
} as const satisfies Record<string, Right>;

export type Permission = keyof typeof rights;
export type Rights = Readonly<Record<Permission, Right>>;

/** Whether one who holds these roles may do it at all, somewhere. */
export const mayEver = (permission: Permission, roles: readonly Role[], all: Rights = rights): boolean =>
  roles.length === 0 ? all[permission].withoutRole === true : roles.some((role) => all[permission].roles.includes(role));

/** Whether one who stands to a process like this may do it there. */
export const mayHere = (permission: Permission, standings: readonly Standing[], all: Rights = rights): boolean => {
  const { roles, relations = [] } = all[permission];
  return standings.some(({ role, relation }) => roles.includes(role) && relations.includes(relation));
};

/** All that these roles open, for a client that shows only what can be reached. */
export const permissionsOf = (roles: readonly Role[]): Permission[] => (Object.keys(rights) as Permission[]).filter((permission) => mayEver(permission, roles));
