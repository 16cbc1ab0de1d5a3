import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingDays,
  daysAfter,
  freeDaysOf,
  isCovered,
  isWorkingDay,
  makeUpDaysOf,
  nameOf,
  nextWorkingDay,
  previousWorkingDay,
  workingDaysBetween,
} from './calendar.js';
import { holidays } from './holidays.js';
import { addDays } from './shanghai.js';

const days = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2025-01-01', n));
const amounts = fc.integer({ min: 1, max: 60 });

describe('working days', () => {
  it('are Monday to Friday where nothing says otherwise', () => {
    expect(isWorkingDay(holidays, '2026-11-20')).toBe(true);
    expect(isWorkingDay(holidays, '2026-11-21')).toBe(false);
  });

  it('know holidays and the weekends worked in exchange', () => {
    expect(isWorkingDay(holidays, '2026-10-01')).toBe(false); // a Thursday
    expect(isWorkingDay(holidays, '2026-10-10')).toBe(true); // a Saturday
    expect(isWorkingDay(holidays, '2026-02-14')).toBe(true);
  });

  it('go around the National Day of 2026', () => {
    expect(nextWorkingDay(holidays, '2026-09-30')).toBe('2026-10-08');
    expect(previousWorkingDay(holidays, '2026-10-08')).toBe('2026-09-30');
    expect(addWorkingDays(holidays, '2026-09-30', 3)).toBe('2026-10-10'); // the Saturday counts
    expect(addWorkingDays(holidays, '2026-09-30', 4)).toBe('2026-10-12');
    expect(workingDaysBetween(holidays, '2026-09-30', '2026-10-12')).toBe(4);
  });

  it('go around the Spring Festival of 2026', () => {
    expect(addWorkingDays(holidays, '2026-02-13', 1)).toBe('2026-02-14');
    expect(addWorkingDays(holidays, '2026-02-13', 2)).toBe('2026-02-24');
    expect(workingDaysBetween(holidays, '2026-02-13', '2026-03-01')).toBe(6); // 14, 24–27 and 28 February
  });

  it('stay where nothing is added', () => {
    expect(addWorkingDays(holidays, '2026-10-03', 0)).toBe('2026-10-03');
    expect(workingDaysBetween(holidays, '2026-10-03', '2026-10-03')).toBe(0);
    expect(workingDaysBetween(holidays, '2026-10-04', '2026-10-01')).toBe(0);
    expect(workingDaysBetween(holidays, '2026-10-12', '2026-09-30')).toBe(-4);
  });

  it('name each day', () => {
    expect(nameOf(holidays, '2026-10-03')).toEqual({ zh: '国庆节', en: 'National Day' });
    expect(nameOf(holidays, '2026-11-21')).toEqual({ zh: '星期六', en: 'Saturday' });
    expect(nameOf(holidays, '2026-11-23').zh).toBe('星期一');
    const holiday = daysAfter('2026-10-06', '2026-10-11');
    expect(freeDaysOf(holidays, holiday)).toEqual([
      { day: '2026-10-07', name: { zh: '国庆节', en: 'National Day' } },
      { day: '2026-10-11', name: { zh: '星期日', en: 'Sunday' } },
    ]);
    expect(makeUpDaysOf(holidays, holiday)).toEqual([{ day: '2026-10-10', name: { zh: '国庆节', en: 'National Day' } }]);
  });

  it('are known through the covered year', () => {
    expect(isCovered(holidays, '2026-12-31')).toBe(true);
    expect(isCovered(holidays, '2027-01-01')).toBe(false);
  });

  it('are counted as they are added', () => {
    fc.assert(
      fc.property(days, amounts, (day, amount) => {
        const reached = addWorkingDays(holidays, day, amount);
        expect(isWorkingDay(holidays, reached)).toBe(true);
        expect(workingDaysBetween(holidays, day, reached)).toBe(amount);
        if (isWorkingDay(holidays, day)) expect(addWorkingDays(holidays, reached, -amount)).toBe(day);
      }),
    );
  });

  it('and free days make up all days', () => {
    fc.assert(
      fc.property(days, amounts, (day, amount) => {
        const until = addDays(day, amount);
        expect(workingDaysBetween(holidays, day, until) + freeDaysOf(holidays, daysAfter(day, until)).length).toBe(amount);
      }),
    );
  });
});
