import type { NamedDay } from './calendar.js';
import type { Rolling } from './deadline-count.js';
import type { Unit } from './deadline-policy.js';
import { dayWords, momentWords } from './day-words.js';
import { say, type Language, type Words } from './language.js';
import { addDays, dayOf, type Day } from './shanghai.js';
import { startEvents, type StartEvent } from './start-event.js';

/** How the date of a deadline came about. It holds plain data, so that JSON keeps it; moments are ISO 8601 texts. */
export interface Explanation {
  key: string;
  name: Words;
  basis: Words;
  /** Of the policy, in `unit`, before extensions. */
  amount: number;
  unit: Unit;
  /** It is counted back from the event. */
  before: boolean;
  startsAt?: StartEvent;
  startedAt: string;
  startDay: Day;
  countFirstDay: boolean;
  /** Each in `unit`. */
  extensions: { amount: number; at: string }[];
  /** The hard limit, in `unit`, where the extensions would have gone beyond it. */
  cappedAt?: number;
  /** What each pause added: working days for `wd`, days for `d` and `mo`, milliseconds for `h`. */
  pauses: { from: string; to: string; added: number }[];
  /** The free days that working days were counted past, each with its name. */
  skipped: NamedDay[];
  /** The weekend days that counted, each with the holiday that it was exchanged for. */
  madeUp: NamedDay[];
  /** The last day was not worked, and rolled. */
  rolled?: Rolling;
  /** What is counted in hours has no last day. */
  lastDay?: Day;
  dueAt: string;
  provisional: boolean;
  /** The last year whose holidays were known. */
  coveredThrough: number;
}

/** Tells it in sentences: what it rests on, where it starts, what was skipped, what moved it, and when it ends. */
export const explain = (explanation: Explanation, language: Language): string[] => sentences(explanation).map((words) => say(words, language));

function sentences(explanation: Explanation): Words[] {
  const { skipped, madeUp, extensions, pauses, unit } = explanation;
  const told: Words[] = [restsOn(explanation), startsFrom(explanation)];
  if (skipped.length > 0) told.push(named(skipped, { zh: '跳过非工作日：', en: 'Days off that do not count: ' }));
  if (madeUp.length > 0) told.push(named(madeUp, { zh: '调休上班、计入工作日：', en: 'Weekend days worked in exchange, which count: ' }));
  for (const { amount, at } of extensions) {
    const [length, day] = [amountWords(amount, unit), dayWords(dayOf(new Date(at)))];
    told.push({ zh: `${day.zh}批准延长${length.zh}。`, en: `Extended by ${length.en} on ${day.en}.` });
  }
  if (explanation.cappedAt !== undefined) {
    const length = amountWords(explanation.cappedAt, unit);
    told.push({ zh: `延长后总期限最长${length.zh}。`, en: `With extensions it lasts ${length.en} at the most.` });
  }
  for (const { from, to, added } of pauses) {
    const [first, last, length] = [momentWords(new Date(from)), momentWords(new Date(to)), pausedWords(added, unit)];
    told.push({ zh: `${first.zh}至${last.zh}中止，扣除${length.zh}。`, en: `Suspended from ${first.en} to ${last.en}: ${length.en} left out.` });
  }
  if (explanation.rolled) told.push(rolling(explanation.rolled, explanation.before));
  const due = momentWords(new Date(explanation.dueAt));
  told.push({ zh: `截止时间：${due.zh}。`, en: `Due ${due.en}.` });
  const known = explanation.coveredThrough;
  if (explanation.provisional)
    told.push({
      zh: `${known}年以后的放假安排尚未录入，此日期为暂定，录入后重新计算。`,
      en: `The holidays after ${known} are not known yet: the date is provisional and will be computed again.`,
    });
  return told;
}

function restsOn({ name, amount, unit, basis }: Explanation): Words {
  const length = amountWords(amount, unit);
  return { zh: `${name.zh}：期限${length.zh}。依据：${basis.zh}。`, en: `${name.en}: ${length.en}. Basis: ${basis.en}.` };
}

function startsFrom({ startsAt, startedAt, startDay, unit, before, countFirstDay }: Explanation): Words {
  const event = startsAt ? startEvents[startsAt] : { zh: '起算事件', en: 'its event' };
  const from = unit === 'h' ? momentWords(new Date(startedAt)) : dayWords(startDay);
  const first =
    unit === 'h'
      ? { zh: '节假日连续计算', en: 'holidays count' }
      : countFirstDay
        ? { zh: '当日计入', en: 'that day counts' }
        : { zh: '当日不计入', en: 'that day does not count' };
  if (before) return { zh: `自${event.zh}（${from.zh}）向前倒算，${first.zh}。`, en: `Counted back from ${event.en} (${from.en}); ${first.en}.` };
  return { zh: `自${event.zh}（${from.zh}）起算，${first.zh}。`, en: `Counted from ${event.en} (${from.en}); ${first.en}.` };
}

function rolling({ from, to, over }: Rolling, before: boolean): Words {
  const [first, last, days] = [dayWords(from), dayWords(to), stretches(over)];
  if (before)
    return {
      zh: `最后一日${first.zh}不是工作日（${days.zh}），提前至前一个工作日${last.zh}。`,
      en: `The last day, ${first.en}, is not worked (${days.en}); it moves back to ${last.en}.`,
    };
  return {
    zh: `最后一日${first.zh}不是工作日（${days.zh}），顺延至下一个工作日${last.zh}。`,
    en: `The last day, ${first.en}, is not worked (${days.en}); it rolls to ${last.en}.`,
  };
}

function named(days: readonly NamedDay[], before: Words): Words {
  const list = stretches(days);
  return { zh: `${before.zh}${list.zh}。`, en: `${before.en}${list.en}.` };
}

/** The days with their names; neighbours of one name are told together: 2026年10月1日至2026年10月7日国庆节. */
function stretches(days: readonly NamedDay[]): Words {
  const runs: { first: Day; last: Day; name: Words }[] = [];
  for (const { day, name } of days) {
    const run = runs.at(-1);
    if (run && run.name.zh === name.zh && addDays(run.last, 1) === day) run.last = day;
    else runs.push({ first: day, last: day, name });
  }
  const texts = runs.map(({ first, last, name }): Words => {
    const [one, other] = [dayWords(first), dayWords(last)];
    return first === last
      ? { zh: `${one.zh}${name.zh}`, en: `${one.en} ${name.en}` }
      : { zh: `${one.zh}至${other.zh}${name.zh}`, en: `${one.en} to ${other.en} ${name.en}` };
  });
  return { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') };
}

const unitWords: Record<Unit, Words> = {
  d: { zh: '日', en: 'day' },
  wd: { zh: '个工作日', en: 'working day' },
  mo: { zh: '个月', en: 'month' },
  h: { zh: '小时', en: 'hour' },
  count: { zh: '项', en: 'item' },
};

/** 2个月 */
export const amountWords = (amount: number, unit: Unit): Words => ({
  zh: `${amount}${unitWords[unit].zh}`,
  en: `${amount} ${unitName(unit, amount).en}`,
});

/** What so many of a unit are called after their number. */
export const unitName = (unit: Unit, amount: number): Words => ({ zh: unitWords[unit].zh, en: `${unitWords[unit].en}${amount === 1 ? '' : 's'}` });

function pausedWords(added: number, unit: Unit): Words {
  if (unit !== 'h') return amountWords(added, unit === 'wd' ? 'wd' : 'd');
  const minutes = Math.round(added / 60_000);
  return { zh: `${minutes}分钟`, en: `${minutes} minute${minutes === 1 ? '' : 's'}` };
}
