import { describe, expect, it } from '@jest/globals';
import type { Level, OrganizationKind } from '#domain/organizations';
import { importSheets, type SheetKey } from './import-columns.js';
import { rowsIn } from './import-rows.js';
import { type KnownOrganization, OrganizationIndex } from './organization-index.js';
import { planOrganizations } from './organization-plan.js';
import { type KnownPerson, planPeople } from './people-plan.js';

const rows = (key: SheetKey, ...lines: string[][]) => {
  const header = Object.values(importSheets[key].columns).map(({ zh }) => zh);
  return rowsIn([{ name: key, rows: [header, ...lines].map((texts, n) => ({ row: n + 1, texts, formulas: [], noTexts: [] })) }]);
};

const known = (id: string, kind: OrganizationKind, name: string, above?: KnownOrganization, more: Partial<KnownOrganization> = {}): KnownOrganization => {
  const isArea = ['city', 'county', 'zone'].includes(kind);
  const level: Level = kind === 'unit' ? 'unit' : isArea ? (kind === 'city' ? 'city' : 'county') : above!.areaLevel;
  const areaLevel = isArea ? level : above!.areaLevel;
  const place = { parentId: above?.id ?? null, areaId: isArea ? id : above!.areaId, areaLevel, path: [...(above?.path ?? []), id] };
  return { id, ...place, kind, level, name, shortName: name, nameEn: name, code: null, creditCode: null, active: true, administered: true, ...more };
};
const city = known('city', 'city', '徐州市', undefined, { code: '320300', nameEn: 'Xuzhou' });
const quanshan = known('quanshan', 'county', '泉山区', city);
const office = known('office', 'inspection-office', '巡察办', city);
const other = known('other', 'inspection-office', '巡察办', quanshan);
const gone = known('gone', 'unit', '旧单位', city, { active: false, creditCode: '91350100M000100Y43' });
const foreign = known('foreign', 'county', '外县', city, { administered: false });
const jia = known('jia', 'county', '甲县', city, { code: '320391' });
const yi = known('yi', 'county', '乙县', city, { code: '320392' });
const bureau = known('bureau', 'unit', '教育局', jia);
const board = known('board', 'unit', '水务局', jia);
const index = () => new OrganizationIndex([city, quanshan, office, other, gone, foreign, jia, yi, bureau, board].map((one) => ({ ...one })));

describe('organisations', () => {
  const plan = (...lines: string[][]) => {
    const made = rows('organizations', ...lines);
    const { added, changed } = planOrganizations(made, index());
    return {
      added,
      changed,
      effects: made.map(({ effect }) => effect),
      errors: made.flatMap(({ errors }) => errors.map(({ cell, code }) => `${cell} ${code}`)),
    };
  };

  it('are added below what the record or the file holds, in whatever order the file has them', () => {
    const { added, effects, errors } = plan(
      ['徐州市/审查室', '一室专班', '审查调查专班'],
      ['320300', '审查室', 'Review room'],
      ['xuzhou', '经开区', 'zone', '', '', '320371'],
      ['经开区', '城管局', '被巡察单位'],
    );
    expect(errors).toEqual([]);
    expect(effects).toEqual(['add', 'add', 'add', 'add']);
    expect(added.map(({ name, level, areaId }) => [name, level, areaId === 'city'])).toEqual([
      ['审查室', 'city', true],
      ['经开区', 'county', false],
      ['城管局', 'unit', false],
      ['一室专班', 'city', true],
    ]);
    expect(added[3]!.path).toEqual(['city', added[0]!.id, added[3]!.id]);
    expect(added[2]!.areaId).toBe(added[1]!.id);
  });

  it('that are there already stay as they are, or change what the row says of them', () => {
    const { changed, added, effects } = plan(['徐州市', '泉山区', 'county'], ['徐州市', '巡察办', '巡察办', '市巡察办', 'City office']);
    expect(effects).toEqual(['same', 'change']);
    expect({ changed, added }).toEqual({ changed: [{ id: 'office', texts: { shortName: '市巡察办', nameEn: 'City office' } }], added: [] });
  });

  it('are refused where something is wrong, with the cell', () => {
    expect(
      plan(
        ['没有的市', '甲', 'unit'],
        ['徐州市', '', 'unit'],
        ['徐州市', '乙', 'sect'],
        ['徐州市', '丙', 'city-leader', '', '', '320300'],
        ['泉山区', '丁', 'city-leader'],
        ['徐州市', '戊', 'unit', '', '', '', '91350100M000100Y44'],
        ['徐州市', '己', 'unit', '', '', '', '91350100M000100Y43'],
        ['徐州市', '庚', 'unit'],
        ['徐州市', '庚', 'unit'],
        ['外县', '辛', 'unit'],
        ['巡察办', '壬', 'review-room'],
        ['徐州市', '泉山区', 'zone'],
        ['没有的市', '2026-11-20', 'sect', '', '', '12', '91350100M000100Y44'],
      ).errors,
    ).toEqual(['A2 unknown', 'B3 isNotEmpty', 'C4 isIn', 'F5 area', 'C6 place', 'G7 checksum', 'B8 inactive', 'B10 twice', 'A11 not-administered', 'A12 ambiguous', 'C13 differs', 'B14 no-name', 'C14 isIn', 'G14 checksum', 'F14 matches', 'A14 unknown']);
  }); // oxfmt-ignore

  const free = '11320300MB00000010';
  it.each([
    ['a credit code to two units', ['B3 twice'], [['甲县', '教育局', 'unit', '', '', '', free], ['甲县', '水务局', 'unit', '', '', '', free]]],
    ['a division code, and adds another with it', ['B3 twice'], [['徐州市', '泉山区', 'county', '', '', '320399'], ['徐州市', '丙县', 'county', '', '', '320399']]],
    ['one name to two', ['B3 taken'], [['徐州市', '同名县', 'county', '', '', '320391'], ['徐州市', '同名县', 'county', '', '', '320392']]],
    ['a name, and adds another of it', ['B3 twice'], [['徐州市', '新县', 'county', '', '', '320391'], ['徐州市', '新县', 'county']]],
    ['a code that a row before has taken from another', ['B3 twice'], [['徐州市', '甲县', 'county', '', '', '320399'], ['徐州市', '丙县', 'county', '', '', '320391']]],
    ['each the name of the other', ['B2 taken', 'B3 taken'], [['徐州市', '乙县', 'county', '', '', '320391'], ['徐州市', '甲县', 'county', '', '', '320392']]],
  ])('are refused where the file gives %s', (_, errors, lines) => {
    expect(plan(...lines).errors).toEqual(errors);
  }); // oxfmt-ignore

  it('take a name that a row before has taken from another, and are found by what they are called before and after', () => {
    const { added, changed, errors } = plan(
      ['徐州市', '丙县', 'county', '丙', '', '320391'],
      ['徐州市', '甲县', 'county', '', '', '320392'],
      ['徐州市', '乙县', 'county', '', '', '320393'],
      ['丙', '城管局', 'unit'],
      ['甲县', '档案局', 'unit'],
      ['徐州市/丙县/教育局', '幼儿园', 'unit'],
      ['甲县/教育局', '小学', 'unit'],
    );
    expect(errors).toEqual([]);
    expect(changed).toEqual([
      { id: 'jia', texts: { name: '丙县', shortName: '丙' } },
      { id: 'yi', texts: { name: '甲县' } },
    ]);
    expect(added.map(({ name, parentId }) => [name, parentId])).toEqual([
      ['乙县', 'city'],
      ['城管局', 'jia'],
      ['档案局', 'yi'],
      ['幼儿园', 'bureau'],
      ['小学', 'bureau'],
    ]);
  });
});

describe('people', () => {
  const person = (login: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
    id: login, login, name: '张某', organizationId: 'office', active: true, administered: true, roles: ['coordinator'], ...more,
  }); // oxfmt-ignore
  const people = [person('zhang'), person('me'), person('left', { active: false }), person('far', { administered: false })];
  const plan = (...lines: string[][]) => {
    const made = rows('people', ...lines);
    const { added, changed } = planPeople(made, new Map(people.map((one) => [one.login, one])), index(), 'me');
    return {
      added,
      changed,
      effects: made.map(({ effect }) => effect),
      errors: made.flatMap(({ errors }) => errors.map(({ cell, code }) => `${cell} ${code}`)),
    };
  };

  it('are added with roles in their organisation, changed by their log-in name, and left where they are the same', () => {
    const { added, changed, effects, errors } = plan(
      ['李某', 'LiMou', '徐州市/巡察办', '巡察办工作人员、县（市、区）联络员, Team lead'],
      ['张某某', 'ZHANG', '徐州市/巡察办', '巡察组成员'],
      ['张某', 'me', '徐州市/巡察办', '巡察办工作人员'],
    );
    expect(errors).toEqual([]);
    expect(effects).toEqual(['add', 'change', 'same']);
    expect(added).toMatchObject([{ login: 'limou', organizationId: 'office', roles: ['coordinator', 'county-liaison', 'team-lead'] }]);
    expect(changed).toEqual([{ id: 'zhang', name: '张某某', organizationId: 'office', roles: ['inspector'] }]);
  });

  it('become supervisors only where all of the area is administered, or within a unit', () => {
    const bureau = known('bureau', 'audit-bureau', '外县审计局', foreign, { administered: true });
    const unit = known('unit', 'unit', '外县学校', foreign, { administered: true });
    const made = rows(
      'people',
      ['甲', 'a1', '外县审计局', '督导领导'],
      ['乙', 'b1', '外县审计局', '审计人员'],
      ['丙', 'c1', '外县学校', '督导领导'],
      ['丁', 'd1', '外县审计局', '督导领导、审计人员'],
    );
    const there = new Map([['d1', person('d1', { name: '丁', organizationId: 'bureau', roles: ['supervisor'] })]]);
    const { added, changed } = planPeople(made, there, new OrganizationIndex([city, foreign, bureau, unit]), 'me');
    expect(made.flatMap(({ errors }) => errors.map(({ cell, code }) => `${cell} ${code}`))).toEqual(['D2 beyond']);
    expect(added.map(({ login }) => login)).toEqual(['b1', 'c1']);
    expect(changed).toMatchObject([{ id: 'd1', roles: ['auditor'] }]);
  });

  it('are refused where something is wrong, with the cell', () => {
    expect(
      plan(
        ['', 'a1', '徐州市'],
        ['甲', 'x', '徐州市'],
        ['乙', 'b1', '巡察办'],
        ['丙', 'c1', '徐州市', '巡察办工作人员、厨师'],
        ['丁', 'far', '徐州市'],
        ['戊', 'left', '徐州市'],
        ['张某', 'zhang', '徐州市'],
        ['张某', 'me', '徐州市/巡察办', 'administrator'],
        ['己', 'd1', '徐州市'],
        ['庚', 'D1', '徐州市'],
        ['辛', 'ｚｈａｎｇ', '徐州市'],
        ['壬', 'e①', '徐州市'],
      ).errors,
    ).toEqual([
      'A2 isNotEmpty',
      'B3 matches',
      'C4 ambiguous',
      'D5 isIn',
      'B6 taken',
      'B7 left',
      'C8 elsewhere',
      'D9 not-yourself',
      'B11 twice',
      'B12 matches',
      'B13 matches',
    ]);
  });
});

it('tells of columns that are missing, unknown or there twice', () => {
  const sheet = { name: '人员 People', rows: [{ row: 1, texts: ['姓名', '用户名', 'Log-in name', '电话'], formulas: [], noTexts: [] }] };
  expect(rowsIn([sheet, { name: '别的', rows: [] }])).toMatchObject([
    { row: 1, effect: 'refused', errors: [{ column: 'organization', cell: 'E1', code: 'missing-column' }, { cell: 'C1', code: 'unknown-column' }, { cell: 'D1', code: 'unknown-column' }] },
  ]); // oxfmt-ignore
});
