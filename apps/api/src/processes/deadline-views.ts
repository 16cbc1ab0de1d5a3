import { amountWords, explain, remaining, unitName, type Explanation } from '#domain/deadline';
import type { Reference } from '#database/record/reference';
import type { Actor } from '../http/actor.js';
import { say } from '#domain/language';
import type { DeadlineView, RemainingView } from './views.dto.js';

/** What happens by itself next to what is due. */
export interface NextRung {
  dueAt: Date | number;
  /** When the rung fires, if any is left. */
  rungAt: Date | null;
  addressee: string | null;
}

/** A deadline's row, with its next rung. */
export interface DeadlineRecord extends NextRung {
  id: string;
  key: string;
  dueAt: Date;
  provisional: boolean;
  startedAt: Date;
  metAt: Date | null;
  explanation: Explanation;
}

/** Joins the next rung `r` of a deadline `d`. */
export const nextRung = `left join lateral (select * from rung r where r.deadline_id = d.id and r.plan = d.plan and r.state = 'pending' and d.met_at is null order by r.at limit 1) r on true`;

export const deadlineSelect = `select d.id, d.key, d.due_at as "dueAt", d.provisional, d.started_at as "startedAt", d.met_at as "metAt", d.explanation, r.at as "rungAt", r.addressee
  from deadline d ${nextRung}`;

/** 还剩 3 个工作日: what a deadline's chip says. */
export function remainingView(dueAt: Date, reference: Reference, actor: Actor): RemainingView {
  const { state, amount, unit, words } = remaining(dueAt, actor.now, reference.calendar);
  return { state, amount, unit, words: say(words, actor.language) };
}

/** @param served the states of the tasks that it is for */
export function deadlineView(record: DeadlineRecord, reference: Reference, actor: Actor, served: string[]): DeadlineView {
  const { id, key, dueAt, provisional, startedAt, metAt, explanation } = record;
  const { unit } = explanation;
  const extended = explanation.extensions.reduce((sum, { amount }) => sum + amount, 0);
  return {
    id,
    key,
    name: say(reference.policies[key]!.name, actor.language),
    dueAt,
    provisional,
    startedAt,
    metAt: metAt ?? undefined,
    withdrawn: served.length > 0 && served.every((state) => state === 'withdrawn'),
    remaining: metAt ? undefined : remainingView(dueAt, reference, actor),
    unit: say(unitName(unit, 2), actor.language),
    extendedBy: extended > 0 ? say(amountWords(extended, unit), actor.language) : undefined,
    explanation: explain(explanation, actor.language),
  };
}
