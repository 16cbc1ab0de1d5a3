/** A day of Asia/Shanghai, as ISO 8601 writes it: `2026-11-20`. Days compare as texts do. */
export type Day = string;

const hour = 3_600_000;
const day = 24 * hour;

/** Asia/Shanghai has kept +08:00 since its last summer time, in September 1991; no earlier moment occurs here. */
const offset = 8 * hour;

/** Deadlines are counted day by day, and `toISOString` takes three times as long. @throws RangeError for no number */
function dayOfUtc(milliseconds: number): Day {
  const date = new Date(milliseconds);
  const [year, month, number] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  if (Number.isNaN(year)) throw new RangeError('There is no such moment.');
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${number < 10 ? '0' : ''}${number}`;
}

/** NaN where there is no such day. */
function parsed(text: string): number {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  return new Date(milliseconds).getUTCDate() === Number(text.slice(8)) ? milliseconds : NaN; // the 31st of a shorter month is read as the next one's first
}

/** Whether a text is a day that exists: `2026-02-29` is none. */
export const isDay = (text: string): boolean => !Number.isNaN(parsed(text));

/** @throws RangeError where there is no such day */
function utcOf(text: Day): number {
  const milliseconds = parsed(text);
  if (Number.isNaN(milliseconds)) throw new RangeError(`There is no day ${text}.`);
  return milliseconds;
}

/** The day that it is in Shanghai at this moment. @throws RangeError for an invalid Date */
export const dayOf = (instant: Date): Day => dayOfUtc(instant.getTime() + offset);

/** 00:00 of the day. @throws RangeError where there is no such day */
export const startOf = (text: Day): Date => new Date(utcOf(text) - offset);

/** 24:00 of the day, which is 00:00 of the next. @throws RangeError where there is no such day */
export const endOf = (text: Day): Date => new Date(utcOf(text) - offset + day);

/** The full hour (0–24) of the day. @throws RangeError where there is no such day */
export const at = (text: Day, hours: number): Date => new Date(utcOf(text) - offset + hours * hour);

/** The day so many days later, or earlier for a negative number. @throws RangeError where there is no such day */
export const addDays = (text: Day, amount: number): Day => dayOfUtc(utcOf(text) + amount * day);

/** The day that bears the same number so many calendar months later (earlier for a negative number), or the last of a month that lacks it (civil code, article 202). @throws RangeError where there is no such day */
export function addMonths(text: Day, amount: number): Day {
  const from = new Date(utcOf(text));
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + amount];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOfUtc(Date.UTC(year, month, Math.min(from.getUTCDate(), last)));
}

/** How many days lie from one day to another; negative where the other is earlier. @throws RangeError where there is no such day */
export const daysBetween = (from: Day, to: Day): number => (utcOf(to) - utcOf(from)) / day;

/** 1 for Monday to 7 for Sunday, as ISO 8601 counts. @throws RangeError where there is no such day */
export const weekdayOf = (text: Day): number => new Date(utcOf(text)).getUTCDay() || 7;
