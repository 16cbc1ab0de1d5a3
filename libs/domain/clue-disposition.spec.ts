import { describe, expect, it } from '@jest/globals';
import { dispositions } from './clue-disposition.js';
import { defaultPolicies } from './default-policies.js';

describe('the dispositions', () => {
  it('start the deadlines of their own', () => {
    expect(Object.keys(dispositions)).toEqual(['talk-or-inquiry', 'preliminary-verification', 'parked', 'closed']);
    expect(defaultPolicies[dispositions['talk-or-inquiry'].deadline].amount).toBe(30);
    expect(defaultPolicies[dispositions.parked.deadline].unit).toBe('mo');
    expect(dispositions.closed.deadline).toBeUndefined();
  });
});
