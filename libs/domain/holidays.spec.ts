import { describe, expect, it } from '@jest/globals';
import { workingDaysBetween } from './calendar.js';
import { holidays } from './holidays.js';
import { isDay } from './shanghai.js';

describe('the holidays of 2025 and 2026', () => {
  it('hold the days of the notices', () => {
    const count = (year: string, working: boolean) =>
      [...holidays.days].filter(([day, exception]) => day.startsWith(year) && exception.working === working).length;
    expect([count('2025', false), count('2025', true)]).toEqual([28, 5]);
    expect([count('2026', false), count('2026', true)]).toEqual([33, 6]);
    expect(holidays.coveredThrough).toBe(2026);
    expect([...holidays.days.keys()].every(isDay)).toBe(true);
  });

  it('leave 248 working days in either year', () => {
    expect(workingDaysBetween(holidays, '2024-12-31', '2025-12-31')).toBe(248);
    expect(workingDaysBetween(holidays, '2025-12-31', '2026-12-31')).toBe(248);
  });
});
