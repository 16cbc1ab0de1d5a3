import type { Words } from './language.js';
import { addDays, daysBetween, weekdayOf, type Day } from './shanghai.js';

/** A day that differs from its weekday: a holiday, or a weekend day that is worked in exchange (调休). */
export interface CalendarDay {
  working: boolean;
  /** The holiday that it belongs to, also where it is worked: 国庆节. */
  name: Words;
}

/** The exceptions to "Monday to Friday are worked". */
export interface Calendar {
  /** The last year whose holidays are known; what is computed for later ones is provisional. */
  coveredThrough: number;
  days: ReadonlyMap<Day, CalendarDay>;
}

/** A day and why it is free, or why it is worked: 国庆节, 星期六. */
export interface NamedDay {
  day: Day;
  name: Words;
}

const weekdays: readonly Words[] = [
  { zh: '星期一', en: 'Monday' },
  { zh: '星期二', en: 'Tuesday' },
  { zh: '星期三', en: 'Wednesday' },
  { zh: '星期四', en: 'Thursday' },
  { zh: '星期五', en: 'Friday' },
  { zh: '星期六', en: 'Saturday' },
  { zh: '星期日', en: 'Sunday' },
];

const isWeekend = (day: Day): boolean => weekdayOf(day) > 5;

export const isWorkingDay = (calendar: Calendar, day: Day): boolean => calendar.days.get(day)?.working ?? !isWeekend(day);

/** Whether the holidays of the day's year are known. */
export const isCovered = (calendar: Calendar, day: Day): boolean => Number(day.slice(0, 4)) <= calendar.coveredThrough;

/** The holiday that the day belongs to, or else its weekday. */
export const nameOf = (calendar: Calendar, day: Day): Words => calendar.days.get(day)?.name ?? weekdays[weekdayOf(day) - 1]!;

/** The first working day after this one. */
export const nextWorkingDay = (calendar: Calendar, day: Day): Day => addWorkingDays(calendar, day, 1);

/** The last working day before this one. */
export const previousWorkingDay = (calendar: Calendar, day: Day): Day => addWorkingDays(calendar, day, -1);

/** The `amount`-th working day after this one, or before it for a negative amount; the day itself, worked or not, for 0. */
export function addWorkingDays(calendar: Calendar, day: Day, amount: number): Day {
  const step = Math.sign(amount);
  let reached = day;
  for (let left = Math.abs(amount); left > 0;) {
    reached = addDays(reached, step);
    if (isWorkingDay(calendar, reached)) left--;
  }
  return reached;
}

/** The days after `from`, up to and with `to`; none where `to` is not later. */
export function daysAfter(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day < to;) days.push((day = addDays(day, 1)));
  return days;
}

/** How many working days lie after `from`, up to and with `to`; negative where `to` is the earlier one. */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from);
  const known = counted.get(calendar) ?? new Map<string, number>();
  counted.set(calendar, known);
  const days = `${from}/${to}`;
  const count = known.get(days) ?? countWorkingDays(calendar, from, to);
  known.set(days, count);
  return count;
}

/** What has been counted by a calendar: lists ask for each of their rows, and many of these fall due on the same day. */
const counted = new WeakMap<Calendar, Map<string, number>>();

function countWorkingDays(calendar: Calendar, from: Day, to: Day): number {
  let count = weekdaysBetween(from, to);
  for (const [day, { working }] of calendar.days) if (day > from && day <= to && working === isWeekend(day)) count += working ? 1 : -1;
  return count;
}

/** How many days from Monday to Friday lie after `from`, up to and with `to`. */
function weekdaysBetween(from: Day, to: Day): number {
  const days = daysBetween(from, to);
  const before = weekdayOf(from) - 1;
  let beyondWeeks = 0;
  for (let n = 1; n <= days % 7; n++) if ((before + n) % 7 < 5) beyondWeeks++;
  return Math.floor(days / 7) * 5 + beyondWeeks;
}

/** Those of the days that are not worked, each with why: 国庆节, 星期六. */
export const freeDaysOf = (calendar: Calendar, days: readonly Day[]): NamedDay[] =>
  days.filter((day) => !isWorkingDay(calendar, day)).map((day) => ({ day, name: nameOf(calendar, day) }));

/** Those of the days that are of a weekend, and worked in exchange for a holiday; each with that holiday. */
export const makeUpDaysOf = (calendar: Calendar, days: readonly Day[]): NamedDay[] =>
  days.filter((day) => isWorkingDay(calendar, day) && isWeekend(day)).map((day) => ({ day, name: nameOf(calendar, day) }));
