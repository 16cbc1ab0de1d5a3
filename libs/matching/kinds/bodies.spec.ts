import { describe, expect, it } from '@jest/globals';
import { nothingKnown } from '../model/knowledge.js';
import { firm } from './firm.js';
import { organisation } from './organisation.js';

const knowledge = { ...nothingKnown(), places: { 新安: 3 } };

describe('bodies that only the texts name', () => {
  const unit = organisation({ knowledge, cells: { column: [0], code: [1], place: [2] } });
  const read = (name: string, text: string) => unit.read([name, '', '新安县'], text);

  it('stand for the unit where its column is empty', () => {
    const [named, written] = [read('', '新安县交通运输局私车公养'), read('县交通局', '')];
    expect(unit.levels[unit.compare(named!, written!)]!.name).toBe('same');
    expect(read('', '私车公养')).toBeUndefined();
  });

  it('are no firm that the unit deals with where they are the unit', () => {
    const counterparty = firm({ knowledge, cells: { column: [0], unit: [1] } });
    const coresOf = (...cells: [string, string, string]) => counterparty.read(cells.slice(0, 2), cells[2])!.cores;
    expect(coresOf('', '新安县水务投资有限责任公司', '新安县水务投资有限责任公司负责人借走公款')).toEqual([]);
    expect(coresOf('', '县城投公司', '县城投公司向永泰建设有限公司多付工程款')).toEqual(['永泰建设']);
    expect(coresOf('', '县水务局', '新安县水务投资有限责任公司借走公款')).toEqual(['水务投资']);
  });
});
