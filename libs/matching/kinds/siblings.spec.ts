import { describe, expect, it } from '@jest/globals';
import { nothingKnown } from '../model/knowledge.js';
import type { Kind } from './kind.js';
import { particulars } from './particulars.js';
import { reference } from './plain.js';
import { project } from './project.js';

const making = { knowledge: nothingKnown(), cells: { column: [0] } };

/** The level at which two values meet, each given by what its column and its texts say. */
function levelOf<Value>({ levels, read, compare }: Kind<Value>, one: [string, string], other: [string, string]): string {
  const valueOf = ([cell, text]: [string, string]) => read([cell], text.toLowerCase().normalize('NFKC'))!;
  return levels[compare(valueOf(one), valueOf(other))]!.name;
}

describe('siblings', () => {
  it.each([
    ['HT-2021-017-1', 'HT-2021-017-2', 'sibling'],
    ['HT-2021-017', 'ht－2021－017－02', 'part'],
    ['黔采合〔2021〕017号-1', '黔采合[2021]017号-1', 'same'],
    ['HT-2021-17', 'HT-2021-18', 'different'],
    ['HT-2021-017-1', 'HT-2021-018-1', 'different'],
  ])('of contracts: %s and %s are %s', (one, other, level) => {
    expect(levelOf(reference(making), [one, ''], [other, ''])).toBe(level);
  });

  it.each([
    ['合同QC-HT-2021-1295约定', 'qcht20211295'],
    ['未按ht20240639-3约定派驻人员', 'ht20240639-3'],
    ['出让合同gz2023字第51号约定付清', 'gz2023字第51号'],
    ['未执行合同黔采合〔2021〕017号付款条款', '黔采合2021017号'],
    ['合同总价860万元,按2021年标准执行', undefined],
  ])('of contracts are told apart where only the text names them: %s', (text, number) => {
    expect(reference(making).read([''], text.toLowerCase())).toBe(number);
  });

  it.each([
    ['石头村村民孙昌盛领取补助', '石头村村民罗国平领取补助', 'sibling'],
    ['石头村村民孙昌盛领取补助', '石头村村民孙昌盛多领', 'shared'],
    ['石头村村民孙昌盛等3人领取补助', '石头村村民罗国平领取补助', 'shared'],
    ['职工孙昌盛等3人借款', '职工罗国平未还款', 'missing'],
    ['石头村村民孙昌盛领取补助', '大坝村村民罗国平领取补助', 'different'],
  ])('of people: %s and %s are %s', (one, other, level) => {
    expect(levelOf(particulars(), ['', one], ['', other])).toBe(level);
  });

  it.each([
    ['滨江步道一标段', '', '滨江步道二标段', '', 'sibling'],
    ['滨江步道（1标）', '', '滨江步道第一标段', '', 'same'],
    ['滨江步道A包', '', '', '采购滨江步道项目B包设备', 'sibling'],
    ['滨江步道', '滨江步道Ⅰ标段多付', '滨江步道工程', '滨江步道Ⅱ标段多付', 'sibling'],
    ['滨江步道一期', '', '滨江步道二标段', '', 'same'],
    ['滨江步道', '', '滨江步道二标段', '', 'same'],
    ['滨江步道一标段', '', '城北大道二标段', '', 'different'],
  ])('of projects: %s%s and %s%s are %s', (one, text, other, there, level) => {
    expect(levelOf(project(making), [one, text], [other, there])).toBe(level);
  });
});
