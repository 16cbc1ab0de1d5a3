import type { Words } from './language.js';

export const levels = {
  city: { zh: '市级', en: 'City' },
  county: { zh: '县级', en: 'County' },
  unit: { zh: '单位', en: 'Unit' },
} as const satisfies Record<string, Words>;
export type Level = keyof typeof levels;

/** A kind of organisation and the levels at which it is found; counties and zones have the same bodies as the city. */
interface OrganizationKindDefinition extends Words {
  levels: readonly Level[];
  /** It has a territory, and is the area of all organisations under it. */
  area?: true;
}

const both = ['city', 'county'] as const;

export const organizationKinds = {
  city: { zh: '设区市', en: 'City', levels: ['city'], area: true },
  county: { zh: '县（市、区）', en: 'County or district', levels: ['county'], area: true },
  zone: { zh: '功能区', en: 'Functional zone', levels: ['county'], area: true },
  'party-committee': { zh: '党委', en: 'Party committee', levels: both },
  'leading-group': { zh: '巡察工作领导小组', en: 'Leading group', levels: both },
  'inspection-office': { zh: '巡察办', en: 'Inspection office', levels: both },
  'inspection-group': { zh: '巡察组', en: 'Inspection group', levels: both },
  'discipline-commission': { zh: '纪委监委', en: 'Discipline commission', levels: both },
  'discipline-intake': { zh: '案件监督管理部门', en: 'Discipline intake', levels: both },
  'review-room': { zh: '审查调查室', en: 'Review room', levels: both },
  'review-task-force': { zh: '审查调查专班', en: 'Review task force', levels: both },
  'organization-department': { zh: '组织部', en: 'Organisation department', levels: both },
  'audit-bureau': { zh: '审计局', en: 'Audit bureau', levels: both },
  'political-legal-committee': { zh: '政法委', en: 'Political and legal committee', levels: both },
  'petition-office': { zh: '信访局', en: 'Petition office', levels: both },
  'finance-bureau': { zh: '财政局', en: 'Finance bureau', levels: both },
  'city-leader': { zh: '分管市领导', en: 'City leader in charge', levels: ['city'] },
  unit: { zh: '被巡察单位', en: 'Inspected unit', levels: ['unit'] },
} as const satisfies Record<string, OrganizationKindDefinition>;
export type OrganizationKind = keyof typeof organizationKinds;

const isArea = (kind: OrganizationKind): boolean => 'area' in organizationKinds[kind];

/** Whether an organisation of one kind may stand right under one of another; undefined stands for the top, where there is only an area. */
export function mayStandUnder(kind: OrganizationKind, above: OrganizationKind | undefined): boolean {
  if (above === undefined) return isArea(kind);
  if (isArea(kind)) return above === 'city' && kind !== 'city';
  if (kind === 'unit') return above === 'unit' || isArea(above);
  return above !== 'unit';
}

/** The level of an organisation in an area of this level; undefined where its kind is not found there. */
export function levelOf(kind: OrganizationKind, area: Level): Level | undefined {
  const levels: readonly Level[] = organizationKinds[kind].levels;
  const level = isArea(kind) || kind === 'unit' ? levels[0]! : area;
  return levels.includes(level) ? level : undefined;
}
