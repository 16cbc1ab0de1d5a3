import type { Words } from './language.js';
import { dayOf, startOf, type Day } from './shanghai.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day as people write it: 2026年11月20日, 20 Nov 2026; without its year where that is `thisYear`. */
export function dayWords(day: Day, thisYear?: string): Words {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const other = String(year) !== thisYear;
  return { zh: `${other ? `${year}年` : ''}${month}月${date}日`, en: `${date} ${months[month - 1]}${other ? ` ${year}` : ''}` };
}

/** The day that a moment belongs to: the end of a day (24:00) to that day. */
export const dayEndingAt = (instant: Date): Day => dayOf(new Date(instant.getTime() - 1));

/** A moment of Shanghai to the minute: 2026年11月20日16:30, 20 Nov 2026, 16:30. Midnight is written as the 24:00 of the day that it ends. */
export function momentWords(instant: Date, thisYear?: string): Words {
  const day = dayEndingAt(instant);
  const minutes = Math.floor((instant.getTime() - startOf(day).getTime()) / 60_000);
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const words = dayWords(day, thisYear);
  return { zh: `${words.zh}${time}`, en: `${words.en}, ${time}` };
}
