import { describe, expect, it } from '@jest/globals';
import { defaultPolicies, type PolicyKey } from './default-policies.js';
import type { DeadlinePolicy } from './deadline-policy.js';
import { planDeadline, type DeadlineRequest } from './deadline.js';
import { holidays } from './holidays.js';
import { at, dayOf, type Day } from './shanghai.js';

const plan = (key: PolicyKey, start: Date, more: Partial<DeadlineRequest> = {}, changed: Partial<DeadlinePolicy> = {}) =>
  planDeadline({ policy: { ...defaultPolicies[key], ...changed }, startedAt: start, calendar: holidays, ...more });
/** The day at whose 24:00 it ends. */
const lastDay = (...request: Parameters<typeof plan>): Day => {
  const { dueAt } = plan(...request);
  expect(dueAt.toISOString()).toMatch(/T16:00:00.000Z$/);
  return dayOf(new Date(dueAt.getTime() - 1));
};

describe('the last day', () => {
  it.each<[string, PolicyKey, Day, Day]>([
    ['does not count the first day', 'clue.receipt', '2026-11-16', '2026-11-19'],
    ['goes past a weekend', 'clue.receipt', '2026-11-19', '2026-11-24'],
    ['starts on a free day', 'clue.receipt', '2026-11-21', '2026-11-25'],
    ['goes past the National Day and counts the worked Saturday', 'clue.receipt', '2026-09-30', '2026-10-10'],
    ['goes past the Spring Festival', 'clue.receipt', '2026-02-13', '2026-02-25'],
    ['of months is the corresponding day', 'clue.disposition', '2026-08-12', '2026-09-14'], // 12 September is a Saturday
    ['of months is the last of a shorter month', 'clue.disposition', '2025-10-31', '2025-12-01'], // 30 November is a Sunday
    ['31 January and a month is 28 February, which is worked', 'clue.disposition', '2026-01-31', '2026-02-28'],
    ['of three months', 'clue.feedback', '2026-07-01', '2026-10-08'], // National Day
    ['of natural days', 'clue.inquiry.report', '2026-09-04', '2026-10-08'], // 4 October
    ['of natural days that is worked', 'clue.inquiry.report', '2026-03-02', '2026-04-01'],
  ])('%s', (_, key, start, expected) => expect(lastDay(key, at(start, 10))).toBe(expected));

  it('of a leap year is 29 February', () => expect(lastDay('clue.disposition', at('2028-01-31', 10))).toBe('2028-02-29'));

  it('belongs to the day of Shanghai on which it started', () => {
    expect(lastDay('clue.receipt', new Date('2026-11-16T15:59:59Z'))).toBe('2026-11-19');
    expect(lastDay('clue.receipt', new Date('2026-11-16T16:00:00Z'))).toBe('2026-11-20');
  });

  it('counts the first day where the policy says so', () => {
    expect(lastDay('clue.receipt', at('2026-11-16', 10), {}, { countFirstDay: true })).toBe('2026-11-18');
    expect(lastDay('clue.inquiry.report', at('2026-03-02', 10), {}, { countFirstDay: true })).toBe('2026-03-31');
    expect(lastDay('clue.disposition', at('2026-03-03', 10), {}, { countFirstDay: true })).toBe('2026-04-02');
    expect(lastDay('clue.disposition', at('2026-01-31', 10), {}, { countFirstDay: true })).toBe('2026-02-28');
  });

  it('stays on a holiday where the policy says so', () =>
    expect(lastDay('clue.feedback', at('2026-07-01', 10), {}, { rollIfHoliday: false })).toBe('2026-10-01'));

  it('lies before the event, and rolls back', () => {
    expect(lastDay('round.notice', at('2026-11-26', 9))).toBe('2026-11-16');
    expect(lastDay('round.notice', at('2026-10-15', 9))).toBe('2026-09-30'); // 5 October
    expect(lastDay('round.notice', at('2026-11-26', 9), {}, { unit: 'wd' })).toBe('2026-11-12');
    expect(lastDay('round.notice', at('2026-11-26', 9), {}, { unit: 'mo', amount: 1 })).toBe('2026-10-26');
    expect(lastDay('round.notice', at('2026-11-26', 9), {}, { countFirstDay: true })).toBe('2026-11-17');
    expect(lastDay('round.notice', at('2026-11-26', 9), { extensions: [{ amount: 3, at: at('2026-11-12', 9) }] })).toBe('2026-11-19');
    expect(plan('round.notice', at('2026-11-26', 9), {}, { unit: 'h', amount: 48 }).dueAt).toEqual(at('2026-11-24', 9));
  });
});

describe('hours', () => {
  it('run through weekends and holidays to the minute', () => {
    expect(plan('clue.urgent', new Date('2026-09-30T09:17:00Z')).dueAt).toEqual(new Date('2026-10-01T09:17:00Z'));
  });

  it('stand still in a pause', () => {
    const start = at('2026-11-20', 10);
    const pauses = [{ from: at('2026-11-20', 12), to: at('2026-11-20', 18) }];
    expect(plan('clue.urgent', start, { pauses }).dueAt).toEqual(at('2026-11-21', 16));
    expect(plan('clue.urgent', start, { pauses: [...pauses, { from: at('2026-11-20', 16), to: at('2026-11-20', 20) }] }).dueAt).toEqual(at('2026-11-21', 18));
    expect(plan('clue.urgent', start, { pauses: [{ from: at('2026-11-21', 10), to: at('2026-11-22', 10) }] }).dueAt).toEqual(at('2026-11-21', 10)); // it was over
    expect(plan('clue.urgent', start, { pauses: [{ from: at('2026-11-20', 8), to: at('2026-11-20', 11) }] }).dueAt).toEqual(at('2026-11-21', 11));
  });

  it('are extended by hours', () =>
    expect(plan('clue.urgent', at('2026-11-20', 10), { extensions: [{ amount: 12, at: at('2026-11-21', 8) }] }).dueAt).toEqual(at('2026-11-21', 22)));
});

describe('an extension', () => {
  const granted = (amount: number) => ({ extensions: [{ amount, at: at('2026-11-17', 9).toISOString() }] });

  it('is counted in the unit of its policy', () => {
    expect(lastDay('clue.receipt', at('2026-11-16', 10), granted(2))).toBe('2026-11-23');
    expect(lastDay('clue.disposition', at('2026-01-31', 10), granted(1))).toBe('2026-03-31'); // not the 28th
    expect(lastDay('clue.inquiry.report', at('2026-03-02', 10), granted(8))).toBe('2026-04-09');
  });

  it('ends at the hard limit', () => {
    const { dueAt, explanation } = plan('clue.cap', at('2026-01-12', 10), granted(9));
    expect(dueAt).toEqual(at('2027-01-12', 24));
    expect(explanation.cappedAt).toBe(12);
  });
});

describe('a pause', () => {
  const paused = (from: Day, to: Day) => ({ pauses: [{ from: at(from, 10), to: at(to, 10).toISOString() }] });

  it('adds the working days that it took', () => {
    expect(lastDay('clue.receipt', at('2026-11-16', 10), paused('2026-11-17', '2026-11-19'))).toBe('2026-11-23');
    expect(lastDay('clue.receipt', at('2026-11-18', 10), paused('2026-11-21', '2026-11-22'))).toBe('2026-11-23'); // a weekend took none
    expect(lastDay('clue.receipt', at('2026-11-16', 10), paused('2026-11-19', '2026-11-26'))).toBe('2026-11-26'); // begun on its last day
  });

  it('adds the days that it took from days and months', () => {
    expect(lastDay('clue.inquiry.report', at('2026-03-02', 10), paused('2026-03-10', '2026-03-17'))).toBe('2026-04-08');
    expect(lastDay('clue.disposition', at('2026-03-03', 10), paused('2026-03-10', '2026-03-16'))).toBe('2026-04-09');
  });

  it('counts for nothing within a day, before the start, on the first day alone, or when all is over', () => {
    for (const [from, to] of [
      ['2026-11-17', '2026-11-17'],
      ['2026-11-02', '2026-11-06'],
      ['2026-11-16', '2026-11-17'],
      ['2026-11-20', '2026-12-20'],
    ] as const)
      expect(lastDay('clue.receipt', at('2026-11-16', 10), paused(from, to))).toBe('2026-11-19');
  });
});

describe('a plan', () => {
  it('is provisional beyond the years that the calendar covers', () => {
    expect(plan('clue.feedback', at('2026-09-30', 10)).provisional).toBe(false); // 30 December
    expect(plan('clue.feedback', at('2026-10-09', 10)).provisional).toBe(true);
    expect(plan('clue.receipt', at('2026-12-30', 10)).provisional).toBe(true);
    expect(plan('round.notice', at('2027-01-11', 10)).provisional).toBe(true); // 1 January, rolled to the year before or not
    expect(plan('round.notice', at('2027-01-05', 10)).provisional).toBe(false);
    expect(plan('round.notice', at('2027-01-05', 10), {}, { unit: 'wd' }).provisional).toBe(true); // counted back through 2027
    expect(plan('clue.feedback', at('2026-10-09', 10), {}, { rollIfHoliday: false }).provisional).toBe(false); // no holiday can move it
    expect(plan('clue.urgent', at('2026-12-31', 10)).provisional).toBe(false);
  });

  it('is refused for a limit', () => expect(() => plan('claim.limit', at('2026-11-20', 10))).toThrow(RangeError));
});
