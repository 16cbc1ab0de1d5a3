import { describe, expect, it } from '@jest/globals';
import type { KindName } from '../schema.js';
import type { Reason } from './explanation.js';
import { sentenceOf } from './sentence.js';

const reason = (zh: string, en: string, kind: KindName, level: string, agrees: boolean | undefined, a: string, b: string): Reason => ({
  field: en,
  label: { zh, en: `the ${en}` },
  kind,
  level,
  agrees,
  bits: 1,
  a,
  b,
});
const sum = reason('金额', 'amount', 'amount', 'same', true, '3万元', '3万元');
const month = reason('时间', 'date', 'period', 'near', undefined, '2021年11月', '2022年1月');
const village = reason('村社', 'village', 'particulars', 'different', false, '柳沟', '杨台');
const silent = reason('项目', 'project', 'project', 'missing', undefined, '', '');
const matter = reason('事由', 'matter', 'matter', 'undecided', undefined, '', '');

const rest = { prior: 0, otherReadings: 0, lookAlike: 0, assignment: 0, because: undefined, changes: [] };

describe('a sentence', () => {
  it('names what is near, and what differs with both sides of it', () => {
    const { zh, en } = sentenceOf({ relation: 'contradict_date', probability: 0.9, score: 3.2, reasons: [sum, month, village, silent, matter], ...rest });
    expect(zh).toBe(
      '两条应为一事，但时间不一致（90%）：金额一致（3万元）；但时间相近而不相同（2021年11月 / 2022年1月）、村社不同（柳沟 / 杨台）；至少一方未写明项目。',
    );
    expect(en).toBe(
      'One matter, with different dates (90%): the amount agrees (3万元); but the date is near, and not the same (2021年11月 / 2022年1月), the village differ (柳沟 / 杨台); not said by both: the project.',
    );
  });

  it('begins with no "but" where nothing agrees', () => {
    const { zh, en } = sentenceOf({ relation: 'corroborate', probability: 0.001, score: -10, reasons: [village], ...rest });
    expect(zh).toBe('两条不像一事（＜1%）：村社不同（柳沟 / 杨台）。');
    expect(en).toBe('Probably not one matter (<1%): the village differ (柳沟 / 杨台).');
  });
});
