import { workingDaysBetween, type Calendar } from './calendar.js';
import type { Words } from './language.js';
import { dayOf } from './shanghai.js';

/** What a deadline's chip says. */
export interface Remaining {
  /** `soon` from one working day before the end on. */
  state: 'running' | 'soon' | 'overdue';
  /** Whole ones that are left, or that it is overdue by; 0 hours for less than one. */
  amount: number;
  unit: 'hours' | 'working-days';
  words: Words;
}

const hour = 3_600_000;

/**
 * How long there is left to the due date, or for how long it has been overdue. Today counts neither way: on Monday, a deadline that ends with Wednesday has 2 working days left.
 * Hours are told within 24 hours of the end, and where no working day lies between.
 */
export function remaining(dueAt: Date, now: Date, calendar: Calendar): Remaining {
  const lastDay = dayOf(new Date(dueAt.getTime() - 1));
  const left = dueAt.getTime() - now.getTime();
  const days = workingDaysBetween(calendar, dayOf(now), lastDay);
  const overdue = left <= 0;
  const amountOfDays = Math.abs(days);
  const inHours = amountOfDays === 0 || (!overdue && left < 24 * hour);
  const amount = inHours ? Math.floor(Math.abs(left) / hour) : amountOfDays;
  const state = overdue ? 'overdue' : inHours || days <= 1 ? 'soon' : 'running';
  const unit = inHours ? 'hours' : 'working-days';
  return { state, amount, unit, words: wordsOf(overdue, amount, unit) };
}

function wordsOf(overdue: boolean, amount: number, unit: Remaining['unit']): Words {
  const none = amount === 0;
  const plural = amount === 1 ? '' : 's';
  const zh = unit === 'hours' ? (none ? '不足 1 小时' : ` ${amount} 小时`) : ` ${amount} 个工作日`;
  const en = unit === 'hours' ? (none ? 'less than 1 hour' : `${amount} hour${plural}`) : `${amount} working day${plural}`;
  return overdue ? { zh: `超期${zh}`, en: `${en} overdue` } : { zh: `还剩${zh}`, en: `${en} left` };
}
