import { dayOf } from '#domain/shanghai';
import type { DayWords } from './waiting.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Writes Asia/Shanghai days as people do: without the year where it is this one. The end of a day (24:00) belongs to that day. */
export function dayWords(now: Date): DayWords {
  const thisYear = dayOf(now).slice(0, 4);
  return (at) => {
    const [year, month, day] = dayOf(new Date(at.getTime() - 1))
      .split('-')
      .map(Number) as [number, number, number];
    const other = String(year) !== thisYear;
    return { zh: `${other ? `${year}年` : ''}${month}月${day}日`, en: `${day} ${months[month - 1]}${other ? ` ${year}` : ''}` };
  };
}
