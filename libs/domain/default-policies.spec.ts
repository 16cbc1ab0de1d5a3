import { describe, expect, it } from '@jest/globals';
import type { DeadlinePolicy } from './deadline-policy.js';
import { defaultPolicies } from './default-policies.js';

const policies: [string, DeadlinePolicy][] = Object.entries(defaultPolicies);

describe('the default policies', () => {
  it.each([
    ['clue.receipt', 3, 'wd', 'sent'],
    ['clue.urgent', 24, 'h', 'sent'],
    ['clue.forward', 5, 'wd', 'receipt'],
    ['clue.disposition', 1, 'mo', 'receipt'],
    ['clue.approval', 5, 'wd', 'proposal'],
    ['clue.feedback', 3, 'mo', 'receipt'],
    ['clue.inquiry.report', 30, 'd', 'approval'],
    ['claim.lease', 3, 'wd', 'claim'],
    ['claim.limit', 20, 'count', undefined],
    ['nudge.cooldown', 1, 'wd', 'last-nudge'],
    ['instruction.acknowledge', 1, 'wd', 'written'],
    ['letter.leaderChange', 20, 'wd', 'appointment'],
    ['round.onSite.regular', 60, 'd', 'entry'],
  ] as const)('%s is %i %s from %s', (key, amount, unit, startsAt) =>
    expect(defaultPolicies[key]).toMatchObject({ key, amount, unit, ...(startsAt && { startsAt }) }),
  );

  it('keep hard limits above their amounts', () => {
    expect(defaultPolicies['clue.cap']).toMatchObject({ amount: 6, hard: 12, unit: 'mo' });
    expect(defaultPolicies['round.feedback']).toMatchObject({ amount: 60, hard: 90, unit: 'd' });
    for (const [, { hard, amount }] of policies) expect(hard ?? Infinity).toBeGreaterThan(amount);
  });

  it('count the notice of entry back', () => expect(policies.filter(([, { before }]) => before).map(([key]) => key)).toEqual(['round.notice']));

  it.each(policies)('%s is whole', (key, policy) => {
    expect(policy.key).toBe(key);
    expect(Number.isInteger(policy.amount) && policy.amount > 0).toBe(true);
    for (const text of [policy.name.zh, policy.name.en, policy.basis.zh, policy.basis.en]) expect(text).not.toBe('');
    expect(new Set(policy.ladder.map((step) => step.key)).size).toBe(policy.ladder.length);
    expect(policy.startsAt !== undefined || policy.ladder.length === 0).toBe(true);
    expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
  });
});
