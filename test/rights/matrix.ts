import { mayEver, mayHere, type Permission, type Relation, rights, type Rights } from '../../apps/api/src/rights/rights.js';
import type { Role } from '#domain/roles';
import { everyRelation, everyRole, type Expected, expectedRoutes, expectedTold, isExpected, isOpen } from './expected.js';
import { allRoutes, type Route } from './routes.js';

/** One cell: what is asked for, by which role, and how its holder stands to the process; `-` where none is named. */
interface Cell {
  name: string;
  role: string;
  relation: string;
  expected: boolean;
  allowed: boolean;
}

const routes = new Map<string, Route>(allRoutes().map((route) => [route.route, route]));

/** The cells of one line: without a process where it names none, and otherwise in every relation there is. */
function cellsOf(line: Expected, permission: Permission, all: Rights): Cell[] {
  const named = line.relations.some((relation) => relation !== '-');
  return everyRole.flatMap((role) => {
    const alone = { name: line.name, role, relation: '-', expected: line.roles.includes(role), allowed: mayEver(permission, [role as Role], all) };
    const here = everyRelation.map((relation) => ({
      name: line.name,
      role,
      relation,
      expected: isExpected(line, role, relation),
      allowed: mayHere(permission, [{ role: role as Role, relation: relation as Relation }], all),
    }));
    return named ? [alone, ...here] : [alone];
  });
}

/** Each line that needs a right, with what that is. */
const lines: { line: Expected; permission: Permission }[] = [
  ...expectedRoutes.filter((line) => !isOpen(line)).map((line) => ({ line, permission: routes.get(line.name)!.permission as Permission })),
  ...expectedTold.map((line) => ({ line, permission: line.name as Permission })),
];

/** The whole matrix under some rights: the present ones, or such as have been changed to see whether that is noticed; then as far as it depends on what was. */
export const matrix = (all: Rights = rights, changed?: Permission): Cell[] =>
  lines.filter(({ permission }) => !changed || permission === changed).flatMap(({ line, permission }) => cellsOf(line, permission, all));

/** The cells in which the policy module and the expectation do not say the same, in words. */
export const differences = (all?: Rights, changed?: Permission): string[] =>
  matrix(all, changed)
    .filter(({ expected, allowed }) => expected !== allowed)
    .map(({ name, role, relation, allowed }) => `${name} as ${role} ${relation}: ${allowed ? 'allowed' : 'refused'}`);

const shortRoles: Record<string, string> = {
  coordinator: 'coord.',
  'discipline-intake': 'intake',
  'discipline-lead': 'd-lead',
  supervisor: 'superv.',
  inspector: 'inspect.',
  'county-liaison': 'liaison',
  'unit-contact': 'contact',
  administrator: 'admin.',
  'team-lead': 'lead',
};

/** For people: a line for each route, a column for each role, and in it the relations that it needs; `+` where it names no process. */
export function printed(): string {
  const letters: Record<string, string> = { '-': '+', sender: 's', pool: 'p', handler: 'h', lead: 'l', copied: 'c', supervisor: 'v', administrator: 'a' };
  const rows = new Map<string, Map<string, string>>();
  for (const { name, role, relation, allowed } of matrix()) {
    const named = relation !== '-' || lines.some(({ line }) => line.name === name && line.relations.includes('-'));
    const known = rows.get(name) ?? rows.set(name, new Map()).get(name)!;
    known.set(role, (known.get(role) ?? '') + (allowed && named ? letters[relation]! : ''));
  }
  const width = Math.max(...[...rows.keys()].map(({ length }) => length)) + 2;
  const row = (name: string, cells: string[]) => (name.padEnd(width) + cells.map((cell) => cell.padEnd(9)).join('')).trimEnd();
  return [
    row(
      '',
      everyRole.map((role) => shortRoles[role] ?? role),
    ),
    ...[...rows].map(([name, cells]) => row(name, everyRole.map((role) => cells.get(role) || '·'))), // oxfmt-ignore
    '',
    's sender, p pool, h handler, l lead, c copied, v supervisor, a administrator: what one has to be to the process; + where a route names none',
  ].join('\n');
}
