import { expect, it } from '@jest/globals';
import type { Reference } from '#database/record/reference';
import { planDeadline } from '#domain/deadline';
import { defaultPolicies } from '#domain/default-policies';
import { holidays } from '#domain/holidays';
import type { Actor } from '../http/actor.js';
import { deadlineView } from './deadline-views.js';

const now = new Date('2026-03-03T01:00:00Z');
const { dueAt, provisional, explanation } = planDeadline({ policy: defaultPolicies['clue.receipt'], startedAt: now, calendar: holidays });
const record = { id: 'id', key: 'clue.receipt', dueAt, provisional, startedAt: now, metAt: now, explanation, rungAt: null, addressee: null };

it.each([
  [[], false],
  [['open'], false],
  [['withdrawn'], true],
  [['withdrawn', 'decided'], false],
  [['withdrawn', 'withdrawn'], true],
])('a deadline of tasks that are %j is withdrawn: %s', (served, withdrawn) => {
  const reference: Reference = { policies: defaultPolicies, calendar: holidays };
  expect(deadlineView(record, reference, { now, language: 'zh-CN' } as Actor, served).withdrawn).toBe(withdrawn);
});
