import type { Level, OrganizationKind } from '#domain/organizations';

/** An organisation of the sample city, named by a key from which its id is made. */
export interface SampleOrganization {
  key: string;
  /** The key of the one above it; the city has none. */
  under?: string;
  kind: OrganizationKind;
  level: Level;
  name: string;
  shortName: string;
  nameEn: string;
  /** Division code, where it has one. */
  code?: string;
  creditCode?: string;
}

type Names = [name: string, shortName: string, nameEn: string];

const body = (level: Level, under: string, key: string, kind: OrganizationKind, [name, shortName, nameEn]: Names): SampleOrganization => ({
  key,
  under,
  kind,
  level,
  name,
  shortName,
  nameEn,
});
const cityBody = (under: string, key: string, kind: OrganizationKind, ...names: Names) => body('city', under, key, kind, names);

const city: SampleOrganization[] = [
  { key: 'city', kind: 'city', level: 'city', name: '徐州市', shortName: '徐州市', nameEn: 'Xuzhou City', code: '320300' },
  cityBody('city', 'committee', 'party-committee', '中共徐州市委员会', '市委', 'Xuzhou Municipal Party Committee'),
  cityBody('committee', 'leading-group', 'leading-group', '中共徐州市委巡察工作领导小组', '市委巡察工作领导小组', 'Leading Group for Inspection Work'),
  cityBody('leading-group', 'office', 'inspection-office', '中共徐州市委巡察工作领导小组办公室', '市委巡察办', 'Municipal Inspection Office'),
  cityBody('leading-group', 'group-1', 'inspection-group', '中共徐州市委第一巡察组', '市委第一巡察组', 'First Inspection Group'),
  cityBody('leading-group', 'group-2', 'inspection-group', '中共徐州市委第二巡察组', '市委第二巡察组', 'Second Inspection Group'),
  cityBody(
    'city',
    'discipline',
    'discipline-commission',
    '中共徐州市纪律检查委员会、徐州市监察委员会',
    '市纪委监委',
    'Municipal Discipline and Supervision Commission',
  ),
  cityBody('discipline', 'intake', 'discipline-intake', '市纪委监委案件监督管理室', '市纪委案管室', 'Case Supervision Office'),
  cityBody('discipline', 'room-1', 'review-room', '市纪委监委第一审查调查室', '一室', 'First Review Room'),
  cityBody('discipline', 'room-2', 'review-room', '市纪委监委第二审查调查室', '二室', 'Second Review Room'),
  cityBody('room-1', 'team-1', 'review-task-force', '市纪委监委第一审查调查室专班', '一室专班', 'Task Force of the First Room'),
  cityBody('room-2', 'team-2', 'review-task-force', '市纪委监委第二审查调查室专班', '二室专班', 'Task Force of the Second Room'),
  cityBody('committee', 'organization', 'organization-department', '中共徐州市委组织部', '市委组织部', 'Municipal Organisation Department'),
  cityBody('city', 'audit', 'audit-bureau', '徐州市审计局', '市审计局', 'Municipal Audit Bureau'),
  cityBody('committee', 'political-legal', 'political-legal-committee', '中共徐州市委政法委员会', '市委政法委', 'Municipal Political and Legal Committee'),
  cityBody('city', 'petition', 'petition-office', '徐州市信访局', '市信访局', 'Municipal Petition Office'),
  cityBody('city', 'finance', 'finance-bureau', '徐州市财政局', '市财政局', 'Municipal Finance Bureau'),
  cityBody('city', 'city-leader', 'city-leader', '徐州市人民政府分管负责同志', '分管市领导', 'City Leader in Charge'),
];

/** A county, a district or a county-level city, with its bodies. */
const county = (code: string, key: string, name: string, nameEn: string): SampleOrganization[] => {
  const district = name.endsWith('区');
  const seat = district ? `徐州市${name}` : name;
  const committee = name.endsWith('县') ? `${seat}县委` : `${seat}委`;
  const countyBody = (under: string, suffix: string, kind: OrganizationKind, ...names: Names) => body('county', under, `${key}/${suffix}`, kind, names);
  return [
    { key, under: 'city', kind: 'county', level: 'county', name, shortName: name, nameEn, code },
    countyBody(
      key,
      'office',
      'inspection-office',
      `中共${committee}巡察工作领导小组办公室`,
      `${committee.replace('徐州市', '')}巡察办`,
      `Inspection Office of ${nameEn}`,
    ),
    countyBody(
      key,
      'discipline',
      'discipline-commission',
      `中共${seat}纪律检查委员会、${seat}监察委员会`,
      `${name}纪委监委`,
      `Discipline and Supervision Commission of ${nameEn}`,
    ),
    countyBody(`${key}/discipline`, 'team', 'review-task-force', `${name}纪委监委审查调查专班`, `${name}专班`, `Review Task Force of ${nameEn}`),
  ];
};

const counties = [
  county('320302', 'gulou', '鼓楼区', 'Gulou District'),
  county('320303', 'yunlong', '云龙区', 'Yunlong District'),
  county('320305', 'jiawang', '贾汪区', 'Jiawang District'),
  county('320311', 'quanshan', '泉山区', 'Quanshan District'),
  county('320312', 'tongshan', '铜山区', 'Tongshan District'),
  county('320321', 'fengxian', '丰县', 'Feng County'),
  county('320322', 'peixian', '沛县', 'Pei County'),
  county('320324', 'suining', '睢宁县', 'Suining County'),
  county('320381', 'xinyi', '新沂市', 'Xinyi City'),
  county('320382', 'pizhou', '邳州市', 'Pizhou City'),
].flat();

const zone = (key: string, name: string, shortName: string, nameEn: string): SampleOrganization => ({
  key,
  under: 'city',
  kind: 'zone',
  level: 'county',
  name,
  shortName,
  nameEn,
});

const zones = [
  zone('economic-zone', '徐州经济技术开发区', '经开区', 'Economic and Technological Development Zone'),
  zone('high-tech-zone', '徐州高新技术产业开发区', '高新区', 'High-tech Industrial Development Zone'),
  zone('port-zone', '徐州国际港务区', '国际港务区', 'International Port Zone'),
];

const unit = (key: string, name: string, shortName: string, nameEn: string, creditCode: string): SampleOrganization => ({
  key: `unit/${key}`, under: 'city', kind: 'unit', level: 'unit', name: `徐州市${name}`, shortName, nameEn: `Municipal ${nameEn}`, creditCode,
}); // oxfmt-ignore

/** Their credit codes are well formed and belong to nobody. */
const units = [
  unit('housing', '住房和城乡建设局', '市住建局', 'Housing and Urban-Rural Development Bureau', '1132030099990301X0'),
  unit('water', '水务局', '市水务局', 'Water Affairs Bureau', '113203009999030280'),
  unit('education', '教育局', '市教育局', 'Education Bureau', '11320300999903036T'),
  unit('health', '卫生健康委员会', '市卫健委', 'Health Commission', '11320300999903044M'),
  unit('transport', '交通运输局', '市交通局', 'Transport Bureau', '11320300999903052G'),
  unit('urban-management', '城市管理局', '市城管局', 'Urban Management Bureau', '11320300999903060B'),
  unit('civil-affairs', '民政局', '市民政局', 'Civil Affairs Bureau', '113203009999030798'),
  unit('labour', '人力资源和社会保障局', '市人社局', 'Human Resources and Social Security Bureau', '113203009999030873'),
  unit('land', '自然资源和规划局', '市资规局', 'Natural Resources and Planning Bureau', '11320300999903095X'),
  unit('agriculture', '农业农村局', '市农业农村局', 'Agriculture and Rural Affairs Bureau', '11320300999903108K'),
  unit('culture', '文化广电和旅游局', '市文广旅局', 'Culture, Radio, Television and Tourism Bureau', '11320300999903116E'),
  unit('state-assets', '国有资产监督管理委员会', '市国资委', 'State-owned Assets Commission', '113203009999031249'),
];

/** Xuzhou with its real divisions, each organisation after the one above it. */
export const sampleOrganizations: readonly SampleOrganization[] = [...city, ...counties, ...zones, ...units];
