import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, at, dayOf, daysBetween, endOf, isDay, startOf, weekdayOf } from './shanghai.js';

const days = fc.integer({ min: 0, max: 30_000 }).map((n) => new Date(Date.UTC(1995, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));

describe('days of Shanghai', () => {
  it('begin and end eight hours before those of Greenwich', () => {
    expect(startOf('2026-11-20').toISOString()).toBe('2026-11-19T16:00:00.000Z');
    expect(endOf('2026-11-20').toISOString()).toBe('2026-11-20T16:00:00.000Z');
    expect(at('2026-11-20', 9).toISOString()).toBe('2026-11-20T01:00:00.000Z');
    expect(at('2026-11-20', 24)).toEqual(endOf('2026-11-20'));
  });

  it('change at 16:00 UTC', () => {
    expect(dayOf(new Date('2026-12-31T15:59:59.999Z'))).toBe('2026-12-31');
    expect(dayOf(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
  });

  it('have a year of four digits', () => expect([addDays('0999-12-31', 1), addDays('0001-01-01', -1)]).toEqual(['1000-01-01', '0000-12-31']));

  it('are valid where they exist', () => {
    expect(['2026-02-28', '2028-02-29', '2000-02-29'].map(isDay)).toEqual([true, true, true]);
    expect(['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-1', '20260401', '2026-04-01T00:00', ''].map(isDay)).not.toContain(
      true,
    );
  });

  it('are refused where they do not exist', () => {
    for (const use of [startOf, endOf, weekdayOf, (day: string) => addDays(day, 1), (day: string) => addMonths(day, 1)])
      expect(() => use('2026-02-30')).toThrow(RangeError);
    expect(() => dayOf(new Date(NaN))).toThrow(RangeError);
  });

  it('have the weekdays of the calendar', () => {
    expect(weekdayOf('2026-11-23')).toBe(1);
    expect(weekdayOf('2026-10-10')).toBe(6);
    expect(weekdayOf('2026-10-04')).toBe(7);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-10-15', 3, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s and %i months is %s', (day, amount, expected) => expect(addMonths(day, amount)).toBe(expected));

  it('are consistent', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -900, max: 900 }), (day, amount) => {
        const other = addDays(day, amount);
        expect(addDays(other, -amount)).toBe(day);
        expect(daysBetween(day, other)).toBe(amount);
        expect(Math.sign(amount)).toBe(other > day ? 1 : other < day ? -1 : 0);
        expect((((weekdayOf(other) - weekdayOf(day) - amount) % 7) + 7) % 7).toBe(0);
        expect(dayOf(startOf(day))).toBe(day);
        expect(endOf(day)).toEqual(startOf(addDays(day, 1)));
        expect(dayOf(new Date(endOf(day).getTime() - 1))).toBe(day);
      }),
    );
  });

  it('never leave the month that they are moved to', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), (day, amount) => {
        const [year, month] = day.split('-').map(Number) as [number, number];
        const [otherYear, otherMonth] = addMonths(day, amount).split('-').map(Number) as [number, number];
        expect(otherYear * 12 + otherMonth).toBe(year * 12 + month + amount);
        expect(Number(addMonths(day, amount).slice(8))).toBeLessThanOrEqual(Number(day.slice(8)));
      }),
    );
  });
});
