import { describe, expect, it } from '@jest/globals';
import { defaultPolicies } from './default-policies.js';
import { startEvents } from './start-event.js';

describe('the start events', () => {
  it('are the ones that policies name, and no others', () => {
    const named = new Set(Object.values(defaultPolicies).flatMap(({ startsAt }) => startsAt ?? []));
    expect([...named].sort()).toEqual(Object.keys(startEvents).sort());
  });
});
