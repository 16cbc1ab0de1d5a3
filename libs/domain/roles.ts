import type { Words } from './language.js';

/** The roles that a person can have in an organisation. */
export const roles = {
  coordinator: { zh: '巡察办工作人员', en: 'Coordinator' },
  inspector: { zh: '巡察组成员', en: 'Inspector' },
  auditor: { zh: '审计人员', en: 'Auditor' },
  reviewer: { zh: '审查调查人员', en: 'Reviewer' },
  'team-lead': { zh: '专班负责人', en: 'Team lead' },
  'discipline-intake': { zh: '案件监督管理人员', en: 'Discipline intake' },
  'discipline-lead': { zh: '纪委监委负责人', en: 'Discipline lead' },
  supervisor: { zh: '督导领导', en: 'Supervisor' },
  'county-liaison': { zh: '县（市、区）联络员', en: 'County liaison' },
  'unit-contact': { zh: '被巡察单位联络员', en: 'Unit contact' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
} as const satisfies Record<string, Words>;
export type Role = keyof typeof roles;

/** Roles that reach the whole area of the body in which they are held: its supervisors watch it, and its discipline intake gets the copies of its teams. */
const ofTheArea: readonly Role[] = ['supervisor', 'discipline-intake'];

/**
 * The organisation from which a role that is held in this one reaches downwards: itself, or its area, from within a unit that unit. Who gives the role has to administer that.
 * The record says the same by its function `reach_of`.
 */
export const reachOf = (role: Role, { id, areaId, level }: { id: string; areaId: string; level: string }): string =>
  ofTheArea.includes(role) && level !== 'unit' ? areaId : id;
