import { isCovered, type Calendar } from './calendar.js';
import { countDays, runOn, type Count, type Span } from './deadline-count.js';
import type { Explanation } from './deadline-explanation.js';
import type { DeadlinePolicy } from './deadline-policy.js';
import { planRungs } from './deadline-rungs.js';
import type { Rung } from './ladder.js';
import { dayOf, endOf, type Day } from './shanghai.js';

export { amountWords, explain, unitName, type Explanation } from './deadline-explanation.js';
export { remaining } from './remaining.js';

/** A moment, or its ISO 8601 text as JSON keeps it. */
export type Moment = Date | string;

/** More time, in the policy's own unit, granted at this moment. */
export interface Extension {
  amount: number;
  at: Moment;
}

/** A stretch in which the clock stood still. */
export interface Pause {
  from: Moment;
  to: Moment;
}

export interface DeadlineRequest {
  policy: DeadlinePolicy;
  /** The recorded time of the event that the policy starts at. */
  startedAt: Date;
  calendar: Calendar;
  extensions?: readonly Extension[];
  pauses?: readonly Pause[];
}

export interface DeadlinePlan {
  /** Days and months end at 24:00 of their last day, which is 00:00 of the next. */
  dueAt: Date;
  /** It ends in a year whose holidays are not known yet, so that they may still move it. */
  provisional: boolean;
  /** In order of time. */
  rungs: Rung[];
  /** How the date came about; JSON keeps it whole. */
  explanation: Explanation;
}

const hour = 3_600_000;

/**
 * Says when a deadline ends, what happens on the way there, and why. All extensions are counted from the start together with the policy's own amount, at most to its hard limit, and the last day rolls once.
 * Of a pause only what lies before the last day counts; a "before" deadline has no pauses. A day is paused from the day of a pause to the one before the resumption. What is counted in hours needs no calendar and is never provisional.
 * @throws RangeError for a policy that is a limit and no time
 */
export function planDeadline(request: DeadlineRequest): DeadlinePlan {
  const { policy, startedAt, calendar } = request;
  if (policy.unit === 'count') throw new RangeError(`${policy.key} is a limit and has no due date.`);
  const byHour = policy.unit === 'h';
  const pauses = policy.before ? [] : (request.pauses ?? []).map(({ from, to }): Span => ({ from: new Date(from), to: new Date(to) }));
  const extensions = (request.extensions ?? []).map(({ amount, at }) => ({ amount, at: iso(at) }));
  const granted = extensions.reduce((sum, { amount }) => sum + amount, 0);
  const asked = policy.before ? Math.max(policy.amount - granted, 0) : policy.amount + granted;
  const total = Math.min(asked, policy.hard ?? Infinity);

  const { dueAt, added, ...counted } = byHour ? countHours(policy, total, startedAt, pauses) : countToDay(policy, total, startedAt, calendar, pauses);
  const provisional = !byHour && (policy.unit === 'wd' || policy.rollIfHoliday) && !isCovered(calendar, latestDay(policy, dayOf(startedAt), counted));

  return {
    dueAt,
    provisional,
    rungs: planRungs({ ladder: policy.ladder, startedAt: policy.before ? undefined : startedAt, dueAt, byHour, calendar }),
    explanation: {
      key: policy.key,
      name: policy.name,
      basis: policy.basis,
      amount: policy.amount,
      unit: policy.unit,
      before: policy.before ?? false,
      startsAt: policy.startsAt,
      startedAt: startedAt.toISOString(),
      startDay: dayOf(startedAt),
      countFirstDay: policy.countFirstDay,
      extensions,
      cappedAt: asked > total ? total : undefined,
      pauses: pauses.map(({ from, to }, index) => ({ from: from.toISOString(), to: to.toISOString(), added: added[index]! })),
      ...counted,
      dueAt: dueAt.toISOString(),
      provisional,
      coveredThrough: calendar.coveredThrough,
    },
  };
}

type Counted = Omit<Count, 'lastDay'> & { dueAt: Date; lastDay?: Day };

function countToDay(policy: DeadlinePolicy, total: number, startedAt: Date, calendar: Calendar, pauses: readonly Span[]): Counted {
  const count = countDays(policy, total, dayOf(startedAt), calendar, pauses);
  return { ...count, dueAt: endOf(count.lastDay) };
}

const countHours = (policy: DeadlinePolicy, total: number, startedAt: Date, pauses: readonly Span[]): Counted =>
  policy.before
    ? { dueAt: new Date(startedAt.getTime() - total * hour), added: [], skipped: [], madeUp: [] }
    : { ...runOn(startedAt, total * hour, pauses), skipped: [], madeUp: [] };

/** The latest day that the calendar was asked about. */
const latestDay = ({ before, unit }: DeadlinePolicy, startDay: Day, { lastDay, rolled }: Pick<Counted, 'lastDay' | 'rolled'>): Day =>
  before ? (unit === 'wd' ? startDay : (rolled?.from ?? lastDay!)) : lastDay!;

const iso = (moment: Moment): string => new Date(moment).toISOString();
