import { describe, expect, it } from '@jest/globals';
import { defaultPolicies, type PolicyKey } from './default-policies.js';
import { explain, planDeadline, type DeadlineRequest } from './deadline.js';
import type { DeadlinePolicy } from './deadline-policy.js';
import { holidays } from './holidays.js';
import { at } from './shanghai.js';

const explanation = (key: PolicyKey, start: Date, more: Partial<DeadlineRequest> = {}, changed: Partial<DeadlinePolicy> = {}) =>
  planDeadline({ policy: { ...defaultPolicies[key], ...changed }, startedAt: start, calendar: holidays, ...more }).explanation;

describe('an explanation', () => {
  it('names each skipped day, and those that count though they are a weekend', () => {
    const told = explanation('clue.receipt', at('2026-09-30', 10));
    expect(explain(told, 'zh-CN')).toEqual([
      '线索签收：期限3个工作日。依据：本市默认，可调整。',
      '自发出（2026年9月30日）起算，当日不计入。',
      '跳过非工作日：2026年10月1日至2026年10月7日国庆节。',
      '调休上班、计入工作日：2026年10月10日国庆节。',
      '截止时间：2026年10月10日24:00。',
    ]);
    expect(explain(told, 'en')).toEqual([
      'Sign for a clue: 3 working days. Basis: City default, adjustable.',
      'Counted from the sending (30 Sep 2026); that day does not count.',
      'Days off that do not count: 1 Oct 2026 to 7 Oct 2026 National Day.',
      'Weekend days worked in exchange, which count: 10 Oct 2026 National Day.',
      'Due 10 Oct 2026, 24:00.',
    ]);
    expect(told.skipped).toHaveLength(7);
    expect(explain(explanation('clue.receipt', at('2026-11-19', 10)), 'zh-CN')[2]).toBe('跳过非工作日：2026年11月21日星期六、2026年11月22日星期日。');
  });

  it('tells extensions, pauses and rolling', () => {
    const told = explanation('clue.disposition', at('2026-08-03', 10), {
      extensions: [{ amount: 1, at: at('2026-08-20', 9) }],
      pauses: [{ from: at('2026-08-10', 10), to: at('2026-08-11', 16) }],
    });
    expect(explain(told, 'zh-CN').slice(2)).toEqual([
      '2026年8月20日批准延长1个月。',
      '2026年8月10日10:00至2026年8月11日16:00中止，扣除1日。',
      '最后一日2026年10月4日不是工作日（2026年10月4日至2026年10月7日国庆节），顺延至下一个工作日2026年10月8日。',
      '截止时间：2026年10月8日24:00。',
    ]);
    expect(explain(told, 'en').slice(2)).toEqual([
      'Extended by 1 month on 20 Aug 2026.',
      'Suspended from 10 Aug 2026, 10:00 to 11 Aug 2026, 16:00: 1 day left out.',
      'The last day, 4 Oct 2026, is not worked (4 Oct 2026 to 7 Oct 2026 National Day); it rolls to 8 Oct 2026.',
      'Due 8 Oct 2026, 24:00.',
    ]);
  });

  it('tells the hard limit and that the date is provisional', () => {
    const told = explanation('clue.cap', at('2026-01-12', 10), { extensions: [{ amount: 9, at: at('2026-06-01', 9) }] });
    expect(explain(told, 'zh-CN')).toEqual(
      expect.arrayContaining(['延长后总期限最长12个月。', '2026年以后的放假安排尚未录入，此日期为暂定，录入后重新计算。']),
    );
    expect(explain(told, 'en').at(-1)).toBe('The holidays after 2026 are not known yet: the date is provisional and will be computed again.');
  });

  it('tells what is counted back, and rolls back', () => {
    const told = explanation('round.notice', at('2026-10-15', 9));
    expect(explain(told, 'zh-CN').slice(1)).toEqual([
      '自进驻（2026年10月15日）向前倒算，当日不计入。',
      '最后一日2026年10月5日不是工作日（2026年10月1日至2026年10月5日国庆节），提前至前一个工作日2026年9月30日。',
      '截止时间：2026年9月30日24:00。',
    ]);
    expect(explain(told, 'en')[2]).toContain('it moves back to 30 Sep 2026.');
  });

  it('tells hours to the minute', () => {
    const told = explanation('clue.urgent', new Date('2026-10-01T02:05:00Z'), { pauses: [{ from: at('2026-10-01', 12), to: at('2026-10-01', 13) }] });
    expect(explain(told, 'zh-CN').slice(1)).toEqual([
      '自发出（2026年10月1日10:05）起算，节假日连续计算。',
      '2026年10月1日12:00至2026年10月1日13:00中止，扣除60分钟。',
      '截止时间：2026年10月2日11:05。',
    ]);
  });

  it('tells a first day that counts, and a policy without a named event', () => {
    const told = explanation('clue.receipt', at('2026-11-16', 10), {}, { countFirstDay: true, startsAt: undefined });
    expect(explain(told, 'zh-CN')[1]).toBe('自起算事件（2026年11月16日）起算，当日计入。');
  });

  it('survives JSON', () => {
    const told = explanation('clue.disposition', at('2026-08-03', 10), { extensions: [{ amount: 1, at: at('2026-08-20', 9) }] });
    const kept = JSON.parse(JSON.stringify(told)) as typeof told;
    expect(kept).toEqual(told);
    expect(explain(kept, 'en')).toEqual(explain(told, 'en'));
  });
});
