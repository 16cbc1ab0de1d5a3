import type { Role } from '#domain/roles';

/** A person of the sample city; the names are invented. */
export interface SamplePerson {
  login: string;
  name: string;
  /** The key of the organisation to which the person belongs. */
  organization: string;
  roles: { role: Role; organization: string }[];
}

const person = (login: string, name: string, organization: string, ...roles: Role[]): SamplePerson => ({
  login,
  name,
  organization,
  roles: roles.map((role) => ({ role, organization })),
});

/** One of each kind, those first with whom a clue is handed over. */
const first: SamplePerson[] = [
  person('chenjing', '陈静', 'office', 'coordinator'),
  person('zhaolei', '赵磊', 'team-1', 'reviewer'),
  person('sunyan', '孙妍', 'team-1', 'reviewer'),
  person('liuzhiyuan', '刘志远', 'team-1', 'team-lead'),
  person('zhouweimin', '周为民', 'leading-group', 'supervisor'),
  { login: 'tangwei', name: '唐伟', organization: 'office', roles: [{ role: 'administrator', organization: 'city' }] },
  person('hanxue', '韩雪', 'intake', 'discipline-intake'),
  person('guofeng', '郭锋', 'discipline', 'discipline-lead'),
  person('linpeng', '林鹏', 'group-1', 'inspector'),
  person('xumin', '许敏', 'audit', 'auditor'),
  person('heguang', '何光', 'gulou/office', 'coordinator', 'county-liaison'),
  person('qinyue', '秦悦', 'unit/housing', 'unit-contact'),
];

const city: SamplePerson[] = [
  person('yangfan', '杨帆', 'office', 'coordinator'),
  person('wuqian', '吴倩', 'office', 'coordinator'),
  person('fanghui', '方慧', 'team-1', 'reviewer'),
  person('denglin', '邓林', 'team-1', 'reviewer'),
  person('weining', '魏宁', 'team-2', 'team-lead'),
  person('luhao', '陆浩', 'team-2', 'reviewer'),
  person('pengjuan', '彭娟', 'team-2', 'reviewer'),
  person('jiangbo', '蒋波', 'team-2', 'reviewer'),
  person('caoyi', '曹毅', 'team-2', 'reviewer'),
  person('dingxiaohong', '丁晓红', 'leading-group', 'supervisor'),
  person('xiezhengping', '谢正平', 'city-leader', 'supervisor'),
  person('maodan', '毛丹', 'intake', 'discipline-intake'),
  person('shikai', '石凯', 'group-1', 'inspector'),
  person('yaoli', '姚丽', 'group-2', 'inspector'),
  person('pansheng', '潘升', 'audit', 'auditor'),
];

/** In each county: the office's coordinator, who is also its liaison, a reviewer of the task force, and its lead. */
const county = (key: string, coordinator: [string, string] | undefined, reviewer: [string, string], lead: [string, string]): SamplePerson[] => [
  ...(coordinator ? [person(...coordinator, `${key}/office`, 'coordinator', 'county-liaison')] : []),
  person(...reviewer, `${key}/team`, 'reviewer'),
  person(...lead, `${key}/team`, 'team-lead'),
];

const counties: SamplePerson[] = [
  county('gulou', undefined, ['daiqing', '戴青'], ['songning', '宋宁']),
  county('yunlong', ['fushan', '傅珊'], ['xiayu', '夏雨'], ['zhongyuan', '钟源']),
  county('jiawang', ['jiaxin', '贾欣'], ['wenbin', '温斌'], ['ningyi', '宁毅']),
  county('quanshan', ['linxiao', '林晓'], ['kongwei', '孔维'], ['yanbing', '严冰']),
  county('tongshan', ['fenglan', '冯兰'], ['luoping', '罗平'], ['dongqi', '董琦']),
  county('fengxian', ['qiaomei', '乔梅'], ['yinchuan', '尹川'], ['houliang', '侯亮']),
  county('peixian', ['meiling', '梅玲'], ['anran', '安然'], ['guxin', '顾新']),
  county('suining', ['lijun', '厉军'], ['zhuangyan', '庄岩'], ['shangwen', '尚文']),
  county('xinyi', ['tangjia', '汤佳'], ['xiongfei', '熊飞'], ['yuehua', '岳华']),
  county('pizhou', ['chengnuo', '程诺'], ['moxi', '莫溪'], ['jifeng', '季峰']),
].flat();

const contacts: SamplePerson[] = [
  person('shaojun', '邵军', 'unit/water', 'unit-contact'),
  person('wanting', '万婷', 'unit/education', 'unit-contact'),
  person('qianshen', '钱深', 'unit/health', 'unit-contact'),
  person('leiming', '雷鸣', 'unit/transport', 'unit-contact'),
  person('shenlu', '沈璐', 'unit/urban-management', 'unit-contact'),
  person('jinshan', '金山', 'unit/civil-affairs', 'unit-contact'),
  person('baihe', '白禾', 'unit/labour', 'unit-contact'),
  person('duanyi', '段毅', 'unit/land', 'unit-contact'),
  person('tianye', '田野', 'unit/agriculture', 'unit-contact'),
  person('gehong', '葛虹', 'unit/culture', 'unit-contact'),
  person('yurong', '于蓉', 'unit/state-assets', 'unit-contact'),
];

/** The people of the sample city, in the order in which they are worth trying. */
export const samplePeople: readonly SamplePerson[] = [...first, ...city, ...counties, ...contacts];
