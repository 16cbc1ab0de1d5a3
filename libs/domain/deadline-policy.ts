import type { Addressee } from './ladder.js';
import type { Words } from './language.js';
import type { StartEvent } from './start-event.js';

/** `d` natural days, `wd` working days, `mo` calendar months (never turned into days), `h` hours; `count` is a limit and no time at all. */
export type Unit = 'd' | 'wd' | 'mo' | 'h' | 'count';

/**
 * When a rung fires: at a share of the time from start to due date, so many working days before the last day, or after it.
 * 0 working days after is as soon as it is overdue: the next working day, and for hours the due moment itself.
 */
export type RungTime = { share: number } | { workingDaysBefore: number } | { workingDaysAfter: number };

export interface LadderStep {
  key: string;
  when: RungTime;
  to: Addressee;
}

/** A named rule for a deadline. Policies are data, kept in versioned sets; a process keeps the version that it opened under. */
export interface DeadlinePolicy {
  key: string;
  name: Words;
  /** In `unit`. */
  amount: number;
  unit: Unit;
  /** The most that the time may grow to by extensions, in `unit`. */
  hard?: number;
  /** How often it may be extended; left out where nothing limits that. */
  extensionLimit?: number;
  /** It ends so long before the event and not after it, and rolls back and not forward. */
  before?: true;
  /** It starts anew each time that it is met. */
  recurs?: true;
  /** The recorded event that it is counted from; a limit has none. */
  startsAt?: StartEvent;
  /** Whether the day of the event counts as the first; by the civil code (article 201) it does not. */
  countFirstDay: boolean;
  /** Whether a last day that is not worked rolls to the next working day (civil code, article 203). */
  rollIfHoliday: boolean;
  /** What the number rests on, as it is shown. */
  basis: Words;
  /** From the lowest rung to the highest. */
  ladder: readonly LadderStep[];
}

const reminders: readonly LadderStep[] = [
  { key: 'half', when: { share: 0.5 }, to: 'holder' },
  { key: 'three-quarters', when: { share: 0.75 }, to: 'holder' },
];

const escalations: readonly LadderStep[] = [
  { key: 'overdue', when: { workingDaysAfter: 0 }, to: 'lead' },
  { key: 'overdue-3', when: { workingDaysAfter: 3 }, to: 'office' },
  { key: 'overdue-10', when: { workingDaysAfter: 10 }, to: 'leading-group' },
];

/** The ladder of deadlines in days and months: reminders at half, three quarters and one working day before, then ever higher. */
export const dayLadder: readonly LadderStep[] = [...reminders, { key: 'day-before', when: { workingDaysBefore: 1 }, to: 'holder' }, ...escalations];

/** The ladder of deadlines in hours, which have no day before. */
export const hourLadder: readonly LadderStep[] = [...reminders, ...escalations];

/** Whether a deadline that has been extended so often may be extended again. */
export const mayExtend = ({ extensionLimit }: Pick<DeadlinePolicy, 'extensionLimit'>, extended: number): boolean => extended < (extensionLimit ?? Infinity);
