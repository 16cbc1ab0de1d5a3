import { describe, expect, it } from '@jest/globals';
import { readPeriods } from './periods.js';

const days = (text: string, bare = false) =>
  readPeriods(text, bare).map(({ first, last }) => [first, last].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)).join(' '));

describe('dates', () => {
  it.each([
    ['2019年10月份', '2019-10-01 2019-10-31'],
    ['2023-12-16', '2023-12-16 2023-12-16'],
    ['2023.05.11', '2023-05-11 2023-05-11'],
    ['20230516', '2023-05-16 2023-05-16'],
    ['19年4月', '2019-04-01 2019-04-30'],
    ['二〇二二年八月', '2022-08-01 2022-08-31'],
    ['2022年8月至10月', '2022-08-01 2022-10-31'],
    ['2019年至2021年', '2019-01-01 2021-12-31'],
    ['2021年上半年', '2021-01-01 2021-06-30'],
    ['2020年第二季度', '2020-04-01 2020-06-30'],
    ['2021年度', '2021-01-01 2021-12-31'],
  ])('%s', (text, expected) => {
    expect(days(text)).toEqual([expected]);
  });

  it('takes a year alone only in a column of dates', () => {
    expect(days('2021')).toEqual([]);
    expect(days('2021', true)).toEqual(['2021-01-01 2021-12-31']);
  });

  it('knows no thirteenth month', () => {
    expect(days('2020-15')).toEqual([]);
  });
});
