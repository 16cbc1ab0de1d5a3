import { hourOfRungs } from '#domain/deadline-rungs';
import { at as hourOf, dayOf, endOf, startOf } from '#domain/shanghai';
import type { Moments } from './waiting.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Writes Asia/Shanghai days and moments as people do: without the year where it is this one. The end of a day (24:00) belongs to that day, and is told without its hour, as is the hour at which rungs fire. */
export function momentsFrom(now: Date): Moments {
  const thisYear = dayOf(now).slice(0, 4);
  const day = (at: Date) => {
    const [year, month, date] = dayOf(new Date(at.getTime() - 1))
      .split('-')
      .map(Number) as [number, number, number];
    const other = String(year) !== thisYear;
    return { zh: `${other ? `${year}年` : ''}${month}月${date}日`, en: `${date} ${months[month - 1]}${other ? ` ${year}` : ''}` };
  };
  const moment = (at: Date) => {
    const words = day(at);
    const of = dayOf(new Date(at.getTime() - 1));
    if ([endOf(of), hourOf(of, hourOfRungs)].some((round) => round.getTime() === at.getTime())) return words;
    const minutes = Math.floor((at.getTime() - startOf(of).getTime()) / 60_000);
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    return { zh: `${words.zh}${time}`, en: `${words.en}, ${time}` };
  };
  return { day, moment };
}
