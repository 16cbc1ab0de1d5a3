import { expect, it } from '@jest/globals';
import { roles, type Role } from '#domain/roles';
import { mayEver, mayHere, type Permission, type Relation, rights } from './rights.js';

const everyRole = Object.keys(roles) as Role[];
const everyRelation: Relation[] = ['sender', 'pool', 'handler', 'lead', 'copied', 'supervisor', 'administrator'];
const everyPermission = Object.keys(rights) as Permission[];

/** One line for each permission, one column for each of the people: whether one of them alone has it. */
const matrix = (columns: string[], has: (permission: Permission, column: number) => boolean): string[] =>
  everyPermission.map((permission) => `${permission.padEnd(20)} ${columns.map((_, column) => (has(permission, column) ? '●' : '·')).join(' ')}`);

it('opens to each role just this', () => {
  const columns = 'coordinator inspector auditor reviewer team-lead discipline-intake discipline-lead supervisor county-liaison unit-contact administrator';
  expect(everyRole).toEqual(columns.split(' '));
  expect(matrix(everyRole, (permission, column) => mayEver(permission, [everyRole[column]!]))).toEqual([
    'self.read            ● ● ● ● ● ● ● ● ● ● ●',
    'self.change          ● ● ● ● ● ● ● ● ● ● ●',
    'organization.read    ● ● ● ● ● ● ● ● ● ● ●',
    'organization.administer · · · · · · · · · · ●',
    'person.administer    · · · · · · · · · · ●',
    'recusal.declare      ● ● ● ● ● ● ● ● ● ● ·',
    'notice.read          ● ● ● ● ● ● ● ● ● ● ●',
    'clue.register        ● ● · · · · · · ● · ·',
    'clue.read            ● ● · ● ● · · · ● · ·',
    'clue-transfer.open   ● · · · · · · · · · ·',
    'process.read         ● ● ● ● ● ● ● ● ● ● ●',
    'process.timeline     ● ● ● ● ● ● ● ● ● ● ●',
    'process.content      ● ● ● ● ● ● ● ● ● ● ·',
    'process.recall       ● · · · · · · · · · ·',
    'process.nudge        ● · · · · · · ● · · ·',
    'process.extend       · · · · ● · · · · · ·',
    'process.suspend      · · · · ● · · · · · ·',
    'process.resume       · · · · ● · · · · · ·',
    'task.read            ● ● ● ● ● ● ● ● ● ● ·',
    'task.claim           ● ● ● ● ● ● ● ● ● ● ·',
    'task.handle          ● ● ● ● ● ● ● ● ● ● ·',
    'task.assign          · · · · ● · · · · · ·',
    'board.read           ● · · · · · · ● · · ●',
    'parked.read          · · · · · · · · · · ●',
    'parked.retry         · · · · · · · · · · ●',
    'events.read          ● ● ● ● ● ● ● ● ● ● ●',
  ]);
});

it('opens to each relation just this, and only to who holds a role for it besides', () => {
  expect(matrix(everyRelation, (permission, column) => mayHere(permission, everyRole, [everyRelation[column]!]))).toEqual([
    'self.read            · · · · · · ·',
    'self.change          · · · · · · ·',
    'organization.read    · · · · · · ·',
    'organization.administer · · · · · · ·',
    'person.administer    · · · · · · ·',
    'recusal.declare      · · · · · · ·',
    'notice.read          · · · · · · ·',
    'clue.register        · · · · · · ·',
    'clue.read            ● · ● · · · ·',
    'clue-transfer.open   · · · · · · ·',
    'process.read         ● ● ● ● ● ● ●',
    'process.timeline     ● ● ● ● ● ● ●',
    'process.content      · · ● · · · ·',
    'process.recall       ● · · · · · ·',
    'process.nudge        ● · · · · ● ·',
    'process.extend       · · · ● · · ·',
    'process.suspend      · · · ● · · ·',
    'process.resume       · · · ● · · ·',
    'task.read            · ● ● ● ● · ·',
    'task.claim           · ● · · ● · ·',
    'task.handle          · · ● · ● · ·',
    'task.assign          · · · ● · · ·',
    'board.read           · · · · · · ·',
    'parked.read          · · · · · · ·',
    'parked.retry         · · · · · · ●',
    'events.read          · · · · · · ·',
  ]);
  for (const permission of everyPermission)
    for (const role of everyRole) expect(mayHere(permission, [role], everyRelation)).toBe(mayEver(permission, [role]) && 'relations' in rights[permission]);
});
