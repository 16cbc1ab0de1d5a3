import { remaining, explain, type Explanation } from '#domain/deadline';
import type { Reference } from '#database/record/reference';
import type { Actor } from '../http/actor.js';
import { say } from '#domain/language';
import type { DeadlineView, RemainingView } from './views.dto.js';

/** A deadline's row. */
export interface DeadlineRecord {
  id: string;
  key: string;
  dueAt: Date;
  provisional: boolean;
  startedAt: Date;
  metAt: Date | null;
  explanation: Explanation;
}

export const deadlineColumns = `id, key, due_at as "dueAt", provisional, started_at as "startedAt", met_at as "metAt", explanation`;

/** 还剩 3 个工作日: what a deadline's chip says. */
export function remainingView(dueAt: Date, reference: Reference, actor: Actor): RemainingView {
  const { state, amount, unit, words } = remaining(dueAt, actor.now, reference.calendar);
  return { state, amount, unit, words: say(words, actor.language) };
}

export function deadlineView(record: DeadlineRecord, reference: Reference, actor: Actor): DeadlineView {
  const { id, key, dueAt, provisional, startedAt, metAt } = record;
  return {
    id,
    key,
    name: say(reference.policies[key]!.name, actor.language),
    dueAt,
    provisional,
    startedAt,
    metAt: metAt ?? undefined,
    remaining: metAt ? undefined : remainingView(dueAt, reference, actor),
    explanation: explain(record.explanation, actor.language),
  };
}
