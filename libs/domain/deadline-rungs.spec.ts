import { describe, expect, it } from '@jest/globals';
import { dayLadder, hourLadder } from './deadline-policy.js';
import { planRungs, type LadderPlan } from './deadline-rungs.js';
import { holidays } from './holidays.js';
import { at, endOf } from './shanghai.js';

const rungs = (plan: Partial<LadderPlan> & { dueAt: Date }) =>
  planRungs({ ladder: dayLadder, byHour: false, calendar: holidays, ...plan }).map((rung) => [
    rung.key,
    rung.at.toISOString().replace(':00.000Z', 'Z'),
    rung.to,
  ]);

describe('the rungs of a ladder', () => {
  it('fire at 09:00 of working days', () => {
    expect(rungs({ startedAt: at('2026-11-02', 10), dueAt: endOf('2026-11-27') })).toEqual([
      ['half', '2026-11-13T01:00Z', 'holder'], // falls on Sunday 15 November
      ['three-quarters', '2026-11-20T01:00Z', 'holder'], // falls on Saturday 21 November
      ['day-before', '2026-11-26T01:00Z', 'holder'],
      ['overdue', '2026-11-30T01:00Z', 'lead'],
      ['overdue-3', '2026-12-02T01:00Z', 'office'],
      ['overdue-10', '2026-12-11T01:00Z', 'leading-group'],
    ]);
  });

  it('move off the National Day: reminders before it, what is overdue after it', () => {
    expect(rungs({ startedAt: at('2026-09-23', 10), dueAt: endOf('2026-10-10') })).toEqual([
      ['three-quarters', '2026-09-30T01:00Z', 'holder'], // with the one at half, 2 October; the higher stays
      ['day-before', '2026-10-09T01:00Z', 'holder'],
      ['overdue', '2026-10-12T01:00Z', 'lead'],
      ['overdue-3', '2026-10-14T01:00Z', 'office'],
      ['overdue-10', '2026-10-23T01:00Z', 'leading-group'],
    ]);
    expect(rungs({ startedAt: at('2026-09-27', 10), dueAt: endOf('2026-09-30') }).at(-3)).toEqual(['overdue', '2026-10-08T01:00Z', 'lead']);
  });

  it('leave out reminders that would not lie between start and due date', () => {
    expect(rungs({ startedAt: at('2026-11-20', 10), dueAt: endOf('2026-11-23') })[0]).toEqual(['three-quarters', '2026-11-23T01:00Z', 'holder']);
    expect(rungs({ startedAt: at('2026-11-20', 10), dueAt: endOf('2026-11-20') })[0]).toEqual(['overdue', '2026-11-23T01:00Z', 'lead']);
  });

  it('of hours are moments; who hears of it later hears of it in the morning', () => {
    expect(rungs({ ladder: hourLadder, byHour: true, startedAt: at('2026-10-01', 17), dueAt: at('2026-10-02', 17) })).toEqual([
      ['half', '2026-10-01T21:00Z', 'holder'],
      ['three-quarters', '2026-10-02T03:00Z', 'holder'],
      ['overdue', '2026-10-02T09:00Z', 'lead'],
      ['overdue-3', '2026-10-10T01:00Z', 'office'],
      ['overdue-10', '2026-10-20T01:00Z', 'leading-group'],
    ]);
  });

  it('without a start have no shares of time', () => {
    expect(rungs({ dueAt: endOf('2026-11-16') }).map(([key]) => key)).toEqual(['day-before', 'overdue', 'overdue-3', 'overdue-10']);
  });

  it('are none for an empty ladder', () => expect(rungs({ ladder: [], dueAt: endOf('2026-11-16') })).toEqual([]));
});
