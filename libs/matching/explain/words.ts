import type { Relation } from '../model/relations.js';

/** How a relation is called. */
export const relationWords: Record<Relation, { zh: string; en: string }> = {
  corroborate: { zh: '相互印证', en: 'and they corroborate each other' },
  contradict_amount: { zh: '但金额不一致', en: 'with different amounts' },
  contradict_date: { zh: '但时间不一致', en: 'with different dates' },
  part_of: { zh: '部分与整体', en: 'and one is part of the other' },
  related: { zh: '相关但不是同一事项', en: 'related, another matter' },
  unrelated: { zh: '无关', en: 'unrelated' },
};

/** What a level says of a field, by kind; under '' for all kinds. {} stands for the field's label. */
const levelWords: Record<string, Record<string, { zh: string; en: string }>> = {
  '': {
    same: { zh: '{}一致', en: '{} agrees' },
    different: { zh: '{}不同', en: '{} differs' },
    close: { zh: '{}基本一致', en: '{} is nearly the same' },
    alike: { zh: '{}相近', en: '{} is alike' },
    slip: { zh: '{}仅一字之差', en: '{} differs by one slip' },
    next: { zh: '{}相邻', en: '{} is next to it' },
    most: { zh: '{}大多相同', en: '{} agree mostly' },
    some: { zh: '{}有相同', en: '{} agree in part' },
    'nearly the same': { zh: '{}几乎相同', en: '{} is nearly the same' },
  },
  place: {
    inside: { zh: '{}互为上下级', en: '{} lies within the other' },
    unclear: { zh: '{}无法比较', en: '{} cannot be compared' },
    elsewhere: { zh: '{}不同', en: '{} differs' },
  },
  organisation: {
    'short form': { zh: '{}为简称', en: '{} is a short form' },
    'above or below': { zh: '{}为上下级', en: '{} is above or below the other' },
    beside: { zh: '{}同属一个主管部门', en: '{} lies beside the other' },
  },
  amount: {
    'among several': { zh: '多个金额中有一致的', en: 'one of several amounts agrees' },
    slip: { zh: '{}疑似单位或数字笔误', en: '{} may be a slip of unit or figure' },
    less: { zh: '后一条{}较小', en: '{} of b is less' },
    more: { zh: '后一条{}较大', en: '{} of b is more' },
    'far less': { zh: '后一条{}小得多', en: '{} of b is far less' },
    'far more': { zh: '后一条{}大得多', en: '{} of b is far more' },
  },
  period: {
    within: { zh: '{}相容', en: '{} fits' },
    near: { zh: '{}相近而不相同', en: '{} is near, and not the same' },
    'another date': { zh: '{}不同', en: '{} is another' },
    'another year': { zh: '{}相差一年以上', en: '{} is over a year apart' },
  },
  project: {
    named: { zh: '{}在正文中提到', en: '{} is named in the text' },
    sibling: { zh: '{}的标段或期次不同', en: '{} is the same, but another lot of it' },
  },
  reference: {
    part: { zh: '{}一为总号、一为分号', en: '{} is that of a part' },
    sibling: { zh: '{}为同一总号的不同分号', en: '{} is that of another part' },
  },
  category: {
    'usual together': { zh: '{}常对应', en: '{} usually go together' },
    undecided: { zh: '{}说明不了问题', en: '{} say nothing' },
    'rare together': { zh: '{}很少对应', en: '{} seldom go together' },
  },
  matter: {
    'the same': { zh: '{}相同', en: '{} is the same' },
    'hardly alike': { zh: '{}不太相近', en: '{} is hardly alike' },
    undecided: { zh: '{}难以判断', en: '{} is undecided' },
  },
  particulars: {
    shared: { zh: '{}一致', en: '{} agree' },
    sibling: { zh: '所涉人员不同', en: 'the persons are others' },
    different: { zh: '{}不同', en: '{} differ' },
  },
};

/** A level of a field in words. */
export function wordsOf(kind: string, level: string, label: { zh: string; en: string }): { zh: string; en: string } {
  const words = levelWords[kind]?.[level] ?? levelWords['']![level] ?? { zh: `{}：${level}`, en: `{}: ${level}` };
  return { zh: words.zh.replace('{}', label.zh), en: words.en.replace('{}', label.en) };
}
