import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysAfter, freeDaysOf, isWorkingDay, workingDaysBetween } from './calendar.js';
import { defaultPolicies } from './default-policies.js';
import type { DeadlinePolicy, Unit } from './deadline-policy.js';
import { planDeadline, type DeadlinePlan, type DeadlineRequest } from './deadline.js';
import { holidays } from './holidays.js';
import { at, dayOf, endOf } from './shanghai.js';

const units: Unit[] = ['d', 'wd', 'mo', 'h'];
const day = 86_400_000;
const starts = fc.integer({ min: at('2025-01-01', 0).getTime(), max: at('2026-06-30', 0).getTime() }).map((moment) => new Date(moment));
const policies = fc.record({
  unit: fc.constantFrom(...units),
  amount: fc.integer({ min: 1, max: 25 }),
  countFirstDay: fc.boolean(),
  rollIfHoliday: fc.boolean(),
});
const shorter = fc.record({ length: fc.integer({ min: 0, max: 40 * day }), offset: fc.integer({ min: -20 * day, max: 60 * day }) });

const policyOf = (changed: Partial<DeadlinePolicy>): DeadlinePolicy => ({ ...defaultPolicies['clue.approval'], ...changed });
const plan = (changed: Partial<DeadlinePolicy>, startedAt: Date, more: Partial<DeadlineRequest> = {}): DeadlinePlan =>
  planDeadline({ policy: policyOf(changed), startedAt, calendar: holidays, ...more });
const pauseAt = (start: Date, { length, offset }: { length: number; offset: number }) => ({
  from: new Date(start.getTime() + offset),
  to: new Date(start.getTime() + offset + length),
});

describe('deadlines of all kinds', () => {
  it('end no earlier for a later start', () => {
    fc.assert(
      fc.property(policies, starts, fc.nat(90 * day), (policy, start, later) => {
        expect(plan(policy, new Date(start.getTime() + later)).dueAt.getTime()).toBeGreaterThanOrEqual(plan(policy, start).dueAt.getTime());
      }),
    );
  });

  it('end at the end of a day, of a worked one where they roll', () => {
    fc.assert(
      fc.property(policies, starts, (policy, start) => {
        const { dueAt, explanation } = plan(policy, start);
        if (policy.unit === 'h') return expect(dueAt.getTime() - start.getTime()).toBe(policy.amount * 3_600_000);
        expect(dueAt).toEqual(endOf(explanation.lastDay!));
        if (policy.rollIfHoliday || policy.unit === 'wd') expect(isWorkingDay(holidays, explanation.lastDay!)).toBe(true);
      }),
    );
  });

  it('of working days explain every day: those that count and those that are skipped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), starts, (amount, start) => {
        const { lastDay, startDay, skipped } = plan({ unit: 'wd', amount }, start).explanation;
        expect(workingDaysBetween(holidays, startDay, lastDay!)).toBe(amount);
        expect(skipped).toEqual(freeDaysOf(holidays, daysAfter(startDay, lastDay!)));
      }),
    );
  });

  it('extended by so much are those of a policy with so much more', () => {
    fc.assert(
      fc.property(policies, starts, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }), (policy, start, amounts) => {
        const extensions = amounts.map((amount) => ({ amount, at: start }));
        const sum = amounts.reduce((total, amount) => total + amount, policy.amount);
        expect(plan(policy, start, { extensions }).dueAt).toEqual(plan({ ...policy, amount: sum }, start).dueAt);
      }),
    );
  });

  it('paused in good time move by what the pause took, which is what is explained', () => {
    fc.assert(
      fc.property(fc.constantFrom<Unit>('wd', 'd', 'h'), fc.integer({ min: 3, max: 25 }), starts, fc.nat(40 * day), (unit, amount, start, length) => {
        const policy = { unit, amount, rollIfHoliday: false };
        const before = plan(policy, start);
        const { dueAt, explanation } = plan(policy, start, { pauses: [pauseAt(start, { length, offset: 1 })] });
        const took = explanation.pauses[0]!.added;
        if (unit === 'h') return expect([took, dueAt.getTime() - before.dueAt.getTime()]).toEqual([length, length]);
        const counted =
          unit === 'wd' ? workingDaysBetween(holidays, before.explanation.lastDay!, explanation.lastDay!) : (dueAt.getTime() - before.dueAt.getTime()) / day;
        expect(counted).toBe(took);
      }),
    );
  });

  it('never end earlier for a pause, nor move for one that comes when they are over', () => {
    fc.assert(
      fc.property(policies, starts, fc.array(shorter, { maxLength: 4 }), (policy, start, stretches) => {
        const plain = plan(policy, start);
        const pauses = stretches.map((stretch) => pauseAt(start, stretch));
        const paused = plan(policy, start, { pauses });
        expect(paused.dueAt.getTime()).toBeGreaterThanOrEqual(plain.dueAt.getTime());
        expect(plan(policy, start, { pauses: [...pauses].reverse() }).dueAt).toEqual(paused.dueAt);
        if (pauses.every(({ from }) => from >= plain.dueAt)) expect(paused.dueAt).toEqual(plain.dueAt);
      }),
    );
  });

  it('are paused the same in one stretch as in two that meet', () => {
    fc.assert(
      fc.property(policies, starts, shorter, fc.double({ min: 0, max: 1, noNaN: true }), (policy, start, stretch, share) => {
        const { from, to } = pauseAt(start, stretch);
        const middle = new Date(from.getTime() + Math.floor((to.getTime() - from.getTime()) * share));
        expect(
          plan(policy, start, {
            pauses: [
              { from, to: middle },
              { from: middle, to },
            ],
          }).dueAt,
        ).toEqual(plan(policy, start, { pauses: [{ from, to }] }).dueAt);
      }),
    );
  });

  it('have rungs in order, each once: reminders within the time, the others when it is over', () => {
    fc.assert(
      fc.property(policies, starts, (policy, start) => {
        const { rungs, dueAt } = plan(policy, start);
        const moments = rungs.map(({ at: moment }) => moment.getTime());
        expect(moments).toEqual([...new Set(moments)].sort((one, other) => one - other));
        for (const rung of rungs) {
          if (rung.to === 'holder') expect(rung.at > start && rung.at < dueAt).toBe(true);
          else expect(rung.at >= dueAt).toBe(true);
          if (policy.unit !== 'h') expect(rung.at).toEqual(at(dayOf(rung.at), 9));
          if (policy.unit !== 'h') expect(isWorkingDay(holidays, dayOf(rung.at))).toBe(true);
        }
        expect(rungs.filter(({ to }) => to !== 'holder').map(({ to }) => to)).toEqual(['lead', 'office', 'leading-group']);
      }),
    );
  });
});
