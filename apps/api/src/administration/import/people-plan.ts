import { v7 as uuid } from 'uuid';
import { reachOf, type Role, roles } from '#domain/roles';
import { isLoginName } from '../../http/text.js';
import { beyondReach } from '../roles.js';
import type { ImportRow } from './import-rows.js';
import type { KnownOrganization, OrganizationIndex } from './organization-index.js';

/** A person whose log-in name is in the file. */
export interface KnownPerson {
  id: string;
  login: string;
  name: string;
  organizationId: string;
  active: boolean;
  administered: boolean;
  /** The roles held in the organisation to which the person belongs. */
  roles: string[];
}

export interface PeoplePlan {
  added: { id: string; login: string; name: string; organizationId: string; roles: Role[] }[];
  changed: { id: string; name?: string; organizationId: string; roles: Role[] }[];
}

const longestName = 60;

export const loginIn = (row: ImportRow): string => (row.texts.login ?? '').toLowerCase();

/** What the rows on people come to. Each row learns its effect and what is wrong with it. `self` is who imports. */
export function planPeople(rows: ImportRow[], known: Map<string, KnownPerson>, index: OrganizationIndex, self: string): PeoplePlan {
  const plan: PeoplePlan = { added: [], changed: [] };
  const seen = new Map<string, number>();
  for (const row of rows) {
    const login = loginIn(row);
    const first = seen.get(login);
    if (login && first !== undefined) row.refuse('login', 'twice', { zh: `与第 ${first} 行的用户名相同。`, en: `Row ${first} has the same log-in name.` });
    seen.set(login, first ?? row.row);
    planOne(row, login, known.get(login), index, self, plan);
  }
  return plan;
}

function planOne(row: ImportRow, login: string, known: KnownPerson | undefined, index: OrganizationIndex, self: string, plan: PeoplePlan): void {
  const { name = '', organization: written = '' } = row.texts;
  if (name.length > longestName) row.refuse('name', 'maxLength', { zh: `最多 ${longestName} 个字符。`, en: `At most ${longestName} characters.` });
  if (login && !isLoginName(login)) row.refuse('login', 'matches', { zh: '用户名为 2 至 40 个字母、数字或汉字，中间可以有 . _ - @，不能用全角字符。', en: 'A log-in name has 2 to 40 letters and digits, with . _ - @ between them, none of them full-width.' });
  const found = written ? index.find(written) : undefined;
  if (found && 'message' in found) row.refuse('organization', found.code, found.message);
  const { held, unknown } = rolesIn(row.texts.roles ?? '');
  if (unknown) row.refuse('roles', 'isIn', { zh: `没有“${unknown}”这个角色，请对照模板中的清单，用逗号隔开。`, en: `"${unknown}" is no role: compare with the list in the template, with commas between.` });
  if (row.effect === 'refused' || !found || 'message' in found) return;
  const { organization } = found;
  const given = held.filter((role) => !known?.roles.includes(role));
  if (given.some((role) => !index.administers(reachOf(role, organization)))) return row.refuse('roles', 'beyond', beyondReach);
  if (known) return planChange(row, known, organization, given, self, plan);
  row.effect = 'add';
  for (const role of given) row.changes.push({ column: 'roles', to: role });
  plan.added.push({ id: uuid(), login, name, organizationId: organization.id, roles: given });
} // oxfmt-ignore

function planChange(row: ImportRow, known: KnownPerson, organization: KnownOrganization, given: Role[], self: string, plan: PeoplePlan): void {
  if (!known.administered) return row.refuse('login', 'taken', { zh: '该用户名已被使用。', en: 'This log-in name is taken.' });
  if (!known.active) return row.refuse('login', 'left', { zh: '这个用户名属于已停用的人员，请在其页面上恢复，或者换一个用户名。', en: 'It is that of somebody who has left: reactivate them on their page, or choose another.' });
  if (known.organizationId !== organization.id) row.refuse('organization', 'elsewhere', { zh: '此人现在属于另一单位。调动请在其页面上办理。', en: 'This person belongs elsewhere. Move them on their page.' });
  if (given.length > 0 && known.id === self) row.refuse('roles', 'not-yourself', { zh: '不能给自己添加角色，请另一位管理员办理。', en: 'Not to yourself: another administrator has to do this.' });
  if (row.effect === 'refused') return;
  const name = row.texts.name !== known.name ? row.texts.name : undefined;
  if (name) row.changes.push({ column: 'name', from: known.name, to: name });
  for (const role of given) row.changes.push({ column: 'roles', to: role });
  if (row.changes.length === 0) return;
  row.effect = 'change';
  plan.changed.push({ id: known.id, name, organizationId: organization.id, roles: given });
} // oxfmt-ignore

const everyRole = Object.keys(roles) as Role[];
const names = new Map(everyRole.flatMap((role) => [role, roles[role].zh, roles[role].en].map((name) => [name.toLowerCase(), role] as const)));
const anyName = new RegExp([...names.keys()].toSorted((a, b) => b.length - a.length).join('|'), 'giu'); // oxfmt-ignore

const between = /[\s,，;；、/]+/u;

/** The roles that a text names, with something between them, and what else is in it. Names of roles hold separators themselves. */
function rolesIn(text: string): { held: Role[]; unknown: string } {
  const found = [...text.matchAll(anyName)].map(([name]) => names.get(name.toLowerCase())!);
  return { held: [...new Set(found)], unknown: text.replace(anyName, ',').split(between).filter(Boolean).join(' ') };
}
