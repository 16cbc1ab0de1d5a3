import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressees, dueRungs, higher, type Rung } from './ladder.js';
import { at } from './shanghai.js';

const ladder: Rung[] = [
  { key: 'half', at: at('2026-11-09', 9), to: 'holder' },
  { key: 'day-before', at: at('2026-11-12', 9), to: 'holder' },
  { key: 'overdue', at: at('2026-11-16', 9), to: 'lead' },
  { key: 'overdue-3', at: at('2026-11-18', 9), to: 'office' },
];
const now = (day: string, hour = 9) => at(day, hour);

describe('due rungs', () => {
  it('are none before the first', () => expect(dueRungs(ladder, new Set(), now('2026-11-09', 8))).toEqual({ pass: [], nextAt: ladder[0]!.at }));

  it('fire at their moment', () => expect(dueRungs(ladder, new Set(), now('2026-11-09'))).toEqual({ fire: ladder[0], pass: [], nextAt: ladder[1]!.at }));

  it('give one notice for the highest, and pass the others', () =>
    expect(dueRungs(ladder, new Set(), now('2026-11-17'))).toEqual({ fire: ladder[2], pass: ['half', 'day-before'], nextAt: ladder[3]!.at }));

  it('fire once', () => expect(dueRungs(ladder, new Set(['half', 'day-before', 'overdue']), now('2026-11-17'))).toEqual({ pass: [], nextAt: ladder[3]!.at }));

  it('end with the last', () => expect(dueRungs(ladder, new Set(['half']), now('2027-01-01'))).toEqual({ fire: ladder[3], pass: ['day-before', 'overdue'] }));

  it('are higher by addressee, then by time', () => {
    const [lead, late, later]: Rung[] = [
      { key: 'lead', at: now('2026-11-01'), to: 'lead' },
      { key: 'late', at: now('2026-11-02'), to: 'holder' },
      { key: 'later', at: now('2026-11-03'), to: 'holder' },
    ] as [Rung, Rung, Rung];
    expect(higher(lead, late)).toBe(lead);
    expect(higher(late, lead)).toBe(lead);
    expect(higher(later, late)).toBe(later);
    expect(dueRungs([late, lead, later], new Set(), now('2026-11-04')).fire).toBe(lead);
  });

  it('each fire, pass or wait', () => {
    const rungs = fc
      .uniqueArray(fc.record({ key: fc.string(), at: fc.integer({ min: 0, max: 100 }).map((n) => new Date(n)), to: fc.constantFrom(...addressees) }), {
        selector: ({ key }) => key,
      })
      .chain((list) => fc.tuple(fc.constant(list), fc.subarray(list.map(({ key }) => key)), fc.integer({ min: 0, max: 100 })));
    fc.assert(
      fc.property(rungs, ([list, passed, moment]) => {
        const { fire, pass, nextAt } = dueRungs(list, new Set(passed), new Date(moment));
        const handled = [...(fire ? [fire.key] : []), ...pass];
        const due = list.filter((rung) => rung.at.getTime() <= moment && !passed.includes(rung.key));
        expect(handled.sort()).toEqual(due.map(({ key }) => key).sort());
        for (const rung of due) expect(addressees.indexOf(rung.to)).toBeLessThanOrEqual(addressees.indexOf(fire!.to));
        if (nextAt) expect(nextAt.getTime()).toBeGreaterThan(moment);
        expect(dueRungs(list, new Set([...passed, ...handled]), new Date(moment))).toMatchObject({ fire: undefined, pass: [] });
      }),
    );
  });
});
