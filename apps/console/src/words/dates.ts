import type { Language } from '../api/types';

const zone = 'Asia/Shanghai';
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function inShanghai(moment: Date) {
  const found = Object.fromEntries(parts.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { year: Number(found.year), month: Number(found.month), day: Number(found.day), time: `${found.hour}:${found.minute}` };
}

/** Writes moments as days of Shanghai, without the year where it is this one: 11月20日. */
export function datesIn(language: Language) {
  const day = (moment: string | Date) => {
    const { year, month, day } = inShanghai(new Date(moment));
    const other = year !== inShanghai(new Date()).year;
    return language === 'en' ? `${day} ${months[month - 1]}${other ? ` ${year}` : ''}` : `${other ? `${year}年` : ''}${month}月${day}日`;
  };
  const time = (moment: string | number) => inShanghai(new Date(moment)).time;
  return {
    day,
    time,
    /** The day that ends at this moment: 24:00 belongs to it. */
    dueDay: (moment: string) => day(new Date(new Date(moment).getTime() - 1)),
    /** 11月20日 09:12 */
    moment: (moment: string) => `${day(moment)} ${time(moment)}`,
  };
}
export type Dates = ReturnType<typeof datesIn>;
