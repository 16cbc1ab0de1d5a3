import { describe, expect, it } from '@jest/globals';
import { dayLadder, hourLadder, mayExtend } from './deadline-policy.js';
import { defaultPolicies } from './default-policies.js';

describe('the ladders', () => {
  it('remind at half, three quarters and a working day before, and climb to the leading group', () => {
    expect(dayLadder.map(({ key, to }) => [key, to])).toEqual([
      ['half', 'holder'],
      ['three-quarters', 'holder'],
      ['day-before', 'holder'],
      ['overdue', 'lead'],
      ['overdue-3', 'office'],
      ['overdue-10', 'leading-group'],
    ]);
  });

  it('of hours have no day before', () => expect(hourLadder.map(({ key }) => key)).toEqual(['half', 'three-quarters', 'overdue', 'overdue-3', 'overdue-10']));
});

describe('an extension', () => {
  it('may be refused by the policy', () => {
    expect(mayExtend(defaultPolicies['clue.verification'], 0)).toBe(true);
    expect(mayExtend(defaultPolicies['clue.verification'], 1)).toBe(false);
    expect(mayExtend(defaultPolicies['clue.receipt'], 7)).toBe(true);
  });
});
