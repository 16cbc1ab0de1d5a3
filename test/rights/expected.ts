import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#runtime/files';

/** What a line of the expectation says: which roles, and how their holder has to stand to the process; `-` where none is named. */
export interface Expected {
  name: string;
  roles: string[];
  relations: string[];
}

export const everyRole =
  'coordinator inspector auditor reviewer team-lead discipline-intake discipline-lead supervisor county-liaison unit-contact administrator'.split(' ');
export const everyRelation = 'sender pool handler lead copied supervisor administrator'.split(' ');

/** The lines of a file of the expectation, each in its columns; what stands for several words is written out. */
function linesOf(file: string): string[][] {
  const words = new Map<string, string>();
  const lines: string[][] = [];
  for (const line of readFileSync(join(root, 'test/rights', file), 'utf8').split('\n')) {
    const [, word, meaning] = /^([a-z-]+) += (.*)$/.exec(line) ?? [];
    if (word) words.set(word, meaning!);
    else if (line && !line.startsWith('#')) lines.push(columnsOf(line).map((column) => column.split(' ').map((one) => words.get(one) ?? one).join(' '))); // oxfmt-ignore
  }
  return lines;
}

/** A long name may leave a single blank before the next column. */
const columnsOf = (line: string): string[] => {
  const [, route, rest] = /^((?:GET|POST|PATCH|DELETE) \S+) +(.*)$/.exec(line) ?? [];
  return route ? [route, ...rest!.split(/ {2,}/)] : line.split(/ {2,}/);
};

const expectedOf = (file: string): Expected[] =>
  linesOf(file).map(([name, roles = '', relations = '']) => ({ name: name!, roles: roles.split(' '), relations: relations.split(' ').filter(Boolean) }));

export const expectedRoutes: Expected[] = expectedOf('routes.txt');
export const expectedTold: Expected[] = expectedOf('told.txt');
export const expectedReach: { role: string; level: string; reach: string }[] = linesOf('reach.txt').map(([role, level, reach]) => ({
  role: role!,
  level: level!,
  reach: reach!,
}));

export const isOpen = ({ roles }: Expected): boolean => roles[0] === 'open';

/** Whether one who holds the role and stands to the process like this may do it; without a relation, where no process is named. */
export const isExpected = ({ roles, relations }: Expected, role: string, relation = '-'): boolean => roles.includes(role) && relations.includes(relation);
