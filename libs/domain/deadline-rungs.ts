import { addWorkingDays, isWorkingDay, nextWorkingDay, previousWorkingDay, type Calendar } from './calendar.js';
import type { LadderStep } from './deadline-policy.js';
import { higher, type Rung } from './ladder.js';
import { at, dayOf } from './shanghai.js';

/** The hour of a working day at which rungs fire. */
export const hourOfRungs = 9;

export interface LadderPlan {
  ladder: readonly LadderStep[];
  /** From when its shares of time are counted; a "before" deadline has none, so it has no rungs at shares of time. */
  startedAt?: Date;
  dueAt: Date;
  /** Whether it is counted in hours: its reminders and its first overdue rung are then moments, at any time. */
  byHour: boolean;
  calendar: Calendar;
}

/**
 * The moments of a ladder, in order. Rungs fire at 09:00 of working days: a reminder that falls on a free day moves to the working day before, what is overdue to the one after.
 * A reminder that is not after the start and before the due date is left out; of the rungs of one moment the highest stays.
 */
export function planRungs(plan: LadderPlan): Rung[] {
  const moments = new Map<number, Rung>();
  for (const { key, when, to } of plan.ladder) {
    const moment =
      'workingDaysAfter' in when
        ? afterwards(when.workingDaysAfter, plan)
        : inTime('share' in when ? atShare(when.share, plan) : daysBefore(when.workingDaysBefore, plan), plan);
    if (!moment) continue;
    const rung = { key, at: moment, to };
    const same = moments.get(moment.getTime());
    moments.set(moment.getTime(), same ? higher(same, rung) : rung);
  }
  return [...moments.values()].sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** The last day: a deadline that ends at 24:00 ends on the day before that moment's. */
const lastDayOf = (dueAt: Date) => dayOf(new Date(dueAt.getTime() - 1));

function atShare(share: number, { startedAt, dueAt, byHour, calendar }: LadderPlan): Date | undefined {
  if (!startedAt) return undefined;
  const moment = new Date(startedAt.getTime() + share * (dueAt.getTime() - startedAt.getTime()));
  if (byHour) return moment;
  const day = dayOf(moment);
  return at(isWorkingDay(calendar, day) ? day : previousWorkingDay(calendar, day), hourOfRungs);
}

const daysBefore = (amount: number, { dueAt, calendar }: LadderPlan): Date => at(addWorkingDays(calendar, lastDayOf(dueAt), -amount), hourOfRungs);

function afterwards(amount: number, { dueAt, byHour, calendar }: LadderPlan): Date {
  if (amount > 0) return at(addWorkingDays(calendar, lastDayOf(dueAt), amount), hourOfRungs);
  return byHour ? dueAt : at(nextWorkingDay(calendar, lastDayOf(dueAt)), hourOfRungs);
}

const inTime = (moment: Date | undefined, { startedAt, dueAt }: LadderPlan): Date | undefined =>
  moment && (!startedAt || moment > startedAt) && moment < dueAt ? moment : undefined;
