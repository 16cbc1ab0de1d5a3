import { dayEndingAt, dayWords, momentWords } from '#domain/day-words';
import { hourOfRungs } from '#domain/deadline-rungs';
import { at as hourOf, dayOf, endOf } from '#domain/shanghai';
import type { Moments } from './waiting.js';

/** Writes Asia/Shanghai days and moments as people do: without the year where it is this one. The end of a day (24:00) belongs to that day, and is told without its hour, as is the hour at which rungs fire. */
export function momentsFrom(now: Date): Moments {
  const thisYear = dayOf(now).slice(0, 4);
  const day = (at: Date) => dayWords(dayEndingAt(at), thisYear);
  const moment = (at: Date) => {
    const of = dayEndingAt(at);
    const round = [endOf(of), hourOf(of, hourOfRungs)].some((known) => known.getTime() === at.getTime());
    return round ? day(at) : momentWords(at, thisYear);
  };
  return { day, moment };
}
