import { daysAfter, type Calendar, type CalendarDay } from './calendar.js';
import { addDays, type Day } from './shanghai.js';

type Stretch = readonly [first: Day, last: Day, zh: string, en: string];

/** Generated from the npm package chinese-days 1.5.7; the source is the State Council General Office's notices on the public holidays of 2025 and of 2026. */
const free: readonly Stretch[] = [
  ['2025-01-01', '2025-01-01', '元旦', "New Year's Day"],
  ['2025-01-28', '2025-02-04', '春节', 'Spring Festival'],
  ['2025-04-04', '2025-04-06', '清明', 'Tomb-sweeping Day'],
  ['2025-05-01', '2025-05-05', '劳动节', 'Labour Day'],
  ['2025-05-31', '2025-06-02', '端午', 'Dragon Boat Festival'],
  ['2025-10-01', '2025-10-05', '国庆节', 'National Day'],
  ['2025-10-06', '2025-10-06', '中秋', 'Mid-autumn Festival'],
  ['2025-10-07', '2025-10-08', '国庆节', 'National Day'],
  ['2026-01-01', '2026-01-03', '元旦', "New Year's Day"],
  ['2026-02-15', '2026-02-23', '春节', 'Spring Festival'],
  ['2026-04-04', '2026-04-06', '清明', 'Tomb-sweeping Day'],
  ['2026-05-01', '2026-05-05', '劳动节', 'Labour Day'],
  ['2026-06-19', '2026-06-21', '端午', 'Dragon Boat Festival'],
  ['2026-09-25', '2026-09-27', '中秋', 'Mid-autumn Festival'],
  ['2026-10-01', '2026-10-07', '国庆节', 'National Day'],
];

/** The weekend days that the same notices exchange for them (调休). */
const worked: readonly Stretch[] = [
  ['2025-01-26', '2025-01-26', '春节', 'Spring Festival'],
  ['2025-02-08', '2025-02-08', '春节', 'Spring Festival'],
  ['2025-04-27', '2025-04-27', '劳动节', 'Labour Day'],
  ['2025-09-28', '2025-09-28', '国庆节', 'National Day'],
  ['2025-10-11', '2025-10-11', '国庆节', 'National Day'],
  ['2026-01-04', '2026-01-04', '元旦', "New Year's Day"],
  ['2026-02-14', '2026-02-14', '春节', 'Spring Festival'],
  ['2026-02-28', '2026-02-28', '春节', 'Spring Festival'],
  ['2026-05-09', '2026-05-09', '劳动节', 'Labour Day'],
  ['2026-09-20', '2026-09-20', '国庆节', 'National Day'],
  ['2026-10-10', '2026-10-10', '国庆节', 'National Day'],
];

const daysOf = (stretches: readonly Stretch[], working: boolean): [Day, CalendarDay][] =>
  stretches.flatMap(([first, last, zh, en]) => daysAfter(addDays(first, -1), last).map((day): [Day, CalendarDay] => [day, { working, name: { zh, en } }]));

/** The calendar of 2025 and 2026. The record keeps its own, which grows with each year's notice; this one serves where there is no record. */
export const holidays: Calendar = { coveredThrough: 2026, days: new Map([...daysOf(free, false), ...daysOf(worked, true)]) };
