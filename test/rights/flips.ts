import { type Permission, type Relation, type Right, rights, type Rights } from '../../apps/api/src/rights/rights.js';
import type { Role } from '#domain/roles';
import { everyRelation, everyRole } from './expected.js';

/** One rule turned round: a role or a relation that a right has taken from it, or one that it has not given to it. */
export interface Flip {
  words: string;
  permission: Permission;
  rights: Rights;
}

/** Every single rule that can be turned round. */
export function everyFlip(): Flip[] {
  return (Object.keys(rights) as Permission[]).flatMap((permission) => {
    const right: Right = rights[permission];
    const flipped = (change: Partial<Right>, words: string): Flip => ({
      words: `${permission} ${words}`,
      permission,
      rights: { ...rights, [permission]: { ...right, ...change } },
    });
    const roles = everyRole.map((role) => flipped({ roles: turned(right.roles, role as Role) }, role));
    const relations = right.relations ? everyRelation.map((one) => flipped({ relations: turned(right.relations!, one as Relation) }, one)) : [];
    return [...roles, ...relations];
  });
}

const turned = <Name>(names: readonly Name[], name: Name): Name[] => (names.includes(name) ? names.filter((one) => one !== name) : [...names, name]);
