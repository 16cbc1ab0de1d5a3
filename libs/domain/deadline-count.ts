import {
  addWorkingDays,
  daysAfter,
  freeDaysOf,
  isWorkingDay,
  makeUpDaysOf,
  nextWorkingDay,
  previousWorkingDay,
  type Calendar,
  type NamedDay,
} from './calendar.js';
import type { DeadlinePolicy } from './deadline-policy.js';
import { addDays, addMonths, dayOf, type Day } from './shanghai.js';

/** A stretch in which the clock stands still. */
export interface Span {
  from: Date;
  to: Date;
}

/** A last day that was not worked, and the one that it rolled to over these days. */
export interface Rolling {
  from: Day;
  to: Day;
  over: NamedDay[];
}

/** What counting comes to. */
export interface Count {
  lastDay: Day;
  /** Days that working days were counted past. */
  skipped: NamedDay[];
  /** Weekend days that counted as working days. */
  madeUp: NamedDay[];
  /** By pause, how many days it added. */
  added: number[];
  rolled?: Rolling;
}

/** Counts `total` of the policy's days, working days or months on from `start`, or back from it for a "before" policy, by articles 200–204 of the civil code. */
export function countDays(policy: DeadlinePolicy, total: number, start: Day, calendar: Calendar, pauses: readonly Span[]): Count {
  return policy.before ? countBack(policy, total, start, calendar) : countOn(policy, total, start, calendar, pauses);
}

/** A day is paused on which the clock stood still at midnight, when the day ended; so the day of a pause is, and that of the resumption is not. */
const pauseOf = (day: Day, pauses: readonly Span[]): number => pauses.findIndex(({ from, to }) => dayOf(from) <= day && day < dayOf(to));

function countOn(policy: DeadlinePolicy, total: number, start: Day, calendar: Calendar, pauses: readonly Span[]): Count {
  const { unit } = policy;
  const origin = policy.countFirstDay ? addDays(start, -1) : start;
  const running = (day: Day) => pauseOf(day, pauses) < 0;
  const counts = (day: Day) => running(day) && (unit !== 'wd' || isWorkingDay(calendar, day));
  // Days are walked from the start; months first go to their last day, and what was lost on the way is walked after it.
  const months = unit === 'mo' ? monthsOn(start, total, policy.countFirstDay) : origin;
  const lost = daysAfter(origin, months).filter((day) => !running(day)).length;
  const reached = walk(months, unit === 'mo' ? lost : total, counts);

  const days = daysAfter(origin, reached);
  const added = pauses.map((_, index) => days.filter((day) => pauseOf(day, pauses) === index && (unit !== 'wd' || isWorkingDay(calendar, day))).length);
  const named = namedOf(policy, days, calendar);
  if (!policy.rollIfHoliday || isWorkingDay(calendar, reached)) return { lastDay: reached, ...named, added };
  const lastDay = nextWorkingDay(calendar, reached);
  return { lastDay, ...named, added, rolled: { from: reached, to: lastDay, over: freeDaysOf(calendar, daysAfter(addDays(reached, -1), lastDay)) } };
}

function countBack(policy: DeadlinePolicy, total: number, event: Day, calendar: Calendar): Count {
  const { unit } = policy;
  const origin = policy.countFirstDay ? addDays(event, 1) : event;
  const reached = unit === 'mo' ? addMonths(origin, -total) : unit === 'wd' ? addWorkingDays(calendar, origin, -total) : addDays(origin, -total);
  const until = addDays(event, -1);
  const named = namedOf(policy, daysAfter(reached, until), calendar);
  if (!policy.rollIfHoliday || isWorkingDay(calendar, reached)) return { lastDay: reached, ...named, added: [] };
  const lastDay = previousWorkingDay(calendar, reached);
  return { lastDay, ...named, added: [], rolled: { from: reached, to: lastDay, over: freeDaysOf(calendar, daysAfter(lastDay, reached)) } };
}

/** Only who counts working days counts past free days, and in days that were made up for. */
const namedOf = ({ unit }: DeadlinePolicy, days: readonly Day[], calendar: Calendar): Pick<Count, 'skipped' | 'madeUp'> =>
  unit === 'wd' ? { skipped: freeDaysOf(calendar, days), madeUp: makeUpDaysOf(calendar, days) } : { skipped: [], madeUp: [] };

/** The corresponding day; where the first day counts, the one before it, save in a month that lacks the corresponding day: there its last. */
function monthsOn(start: Day, total: number, countFirstDay: boolean): Day {
  const corresponding = addMonths(start, total);
  return countFirstDay && corresponding.slice(8) === start.slice(8) ? addDays(corresponding, -1) : corresponding;
}

/** The `amount`-th day after `from` that counts. */
function walk(from: Day, amount: number, counts: (day: Day) => boolean): Day {
  let day = from;
  for (let left = amount; left > 0;) {
    day = addDays(day, 1);
    if (counts(day)) left--;
  }
  return day;
}

/** Runs so many milliseconds on from `start`, standing still in the pauses; also by pause, how many milliseconds it added. */
export function runOn(start: Date, milliseconds: number, pauses: readonly Span[]): { dueAt: Date; added: number[] } {
  const added = pauses.map(() => 0);
  let due = start.getTime() + milliseconds;
  let stoodUntil = start.getTime();
  for (const pause of [...pauses].sort((one, other) => one.from.getTime() - other.from.getTime())) {
    if (pause.from.getTime() >= due) break;
    const stood = Math.max(pause.to.getTime() - Math.max(pause.from.getTime(), stoodUntil), 0);
    added[pauses.indexOf(pause)] = stood;
    due += stood;
    stoodUntil = Math.max(stoodUntil, pause.to.getTime());
  }
  return { dueAt: new Date(due), added };
}
