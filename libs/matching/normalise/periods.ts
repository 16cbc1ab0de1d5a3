import { numeralCharacters, readNumeral } from './numerals.js';

/** A date as half known as it was written: the first and last day it may mean, as days since 1970-01-01. */
export interface Period {
  first: number;
  last: number;
  text: string;
}

const number = `\\d{1,4}|[${numeralCharacters}]{1,4}`;
const year = `(?:19|20)\\d{2}|[一二][${numeralCharacters}]{3}|(?<!\\d)[0-3]\\d(?=年)`;
const numeric = '((?:19|20)\\d{2})([-./])(\\d{1,2})(?:\\2(\\d{1,2}))?(?!\\d)';
const written = `(${year})年度?(?:(上半年|下半年|(?:第?[一二三四1-4]季度)|年初|年末|年底)|(${number})月份?(?:(${number})[日号])?)?`;
const compact = '(?<!\\d)((?:19|20)\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?!\\d)';
const years = '((?:19|20)\\d{2})[-~至到]((?:19|20)\\d{2})年';
const plan = '[“"]?十([一二三四五]?)五[”"]?(?:时期|期间|以来)';
const onePattern = new RegExp(`${numeric}|${written}|${compact}|${years}|${plan}`, 'g');
/** 2021年9-12月 is 2021年9月至12月. */
const shortMonths = new RegExp(`(?<=年)(${number})([-~至到])(${number})(?=月)`, 'g');
const bareYear = /(?<!\d)((?:19|20)\d{2})(?!\d)/g;
const joins = /^(?:份)?\s*(?:至|到|-|~|—|－|、|和|及)\s*$/;
const monthOnly = new RegExp(`^(?:份)?\\s*(?:至|到|-|~)\\s*(${number})月`);

/** Days since 1970-01-01. */
const dayOf = (y: number, month: number, day: number): number => Date.UTC(y, month - 1, day) / 86_400_000;

/** All dates of a text in their order, 2022年8月至10月 as one. Sums of money have to be blanked out before. `bare`: a column of dates, where 2021 alone is a year and 2021-2023 two. */
export function readPeriods(text: string, bare = false): Period[] {
  const folded = text.replace(shortMonths, '$1月$2$3');
  const found: Period[] = [];
  let end = -1;
  for (const match of folded.matchAll(onePattern)) {
    const period = one(match);
    if (!period) continue;
    const until = match.index + match[0].length;
    const tail = monthOnly.exec(folded.slice(until));
    if (tail) {
      const month = small(tail[1]!);
      const start = new Date(period.first * 86_400_000);
      if (month && month >= 1 && month <= 12) {
        const last = dayOf(start.getUTCFullYear() + (month < start.getUTCMonth() + 1 ? 1 : 0), month + 1, 0);
        if (last >= period.last) Object.assign(period, { last, text: period.text + tail[0] });
      }
    }
    const before = found.at(-1);
    if (before && end >= 0 && joins.test(folded.slice(end, match.index)) && period.last >= before.first && !/[、和及]/.test(folded.slice(end, match.index)))
      Object.assign(before, { last: Math.max(before.last, period.last), text: before.text + folded.slice(end, until) });
    else found.push(period);
    end = until + (tail?.[0].length ?? 0);
  }
  return found.length === 0 && bare ? bareYears(folded) : found;
}

function bareYears(folded: string): Period[] {
  const years = [...folded.matchAll(bareYear)].map(([text]) => Number(text));
  return years.length === 0 ? [] : [{ first: dayOf(Math.min(...years), 1, 1), last: dayOf(Math.max(...years), 12, 31), text: folded }];
}

function one([text, ny, , nm, nd, wy, part, wm, wd, cy, cm, cd, from, to, five]: RegExpMatchArray): Period | undefined {
  if (from) return from <= to! ? { first: dayOf(Number(from), 1, 1), last: dayOf(Number(to), 12, 31), text } : undefined;
  if (five !== undefined) return plannedYears(text, five);
  if (ny) return calendar(text, Number(ny), Number(nm), nd === undefined ? undefined : Number(nd));
  if (cy) return calendar(text, Number(cy), Number(cm), Number(cd));
  let y = /^\d/.test(wy!) ? Number(wy) : readNumeral(wy!);
  if (y === undefined) return undefined;
  if (y < 100) y += 2000;
  if (y < 1950 || y > 2099) return undefined;
  if (part) return partOf(text, y, part);
  return calendar(text, y, wm === undefined ? undefined : small(wm), wd === undefined ? undefined : small(wd));
}

function calendar(text: string, y: number, month?: number, day?: number): Period | undefined {
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  if (day !== undefined && (day < 1 || day > 31)) return undefined;
  if (month === undefined) return { first: dayOf(y, 1, 1), last: dayOf(y, 12, 31), text };
  // On the 31st of February only the month can be right.
  return day === undefined || day > new Date(Date.UTC(y, month, 0)).getUTCDate()
    ? { first: dayOf(y, month, 1), last: dayOf(y, month + 1, 0), text }
    : { first: dayOf(y, month, day), last: dayOf(y, month, day), text };
}

/** The years of a five-year plan: “十三五” is 2016 to 2020. */
function plannedYears(text: string, five: string): Period {
  const first = 2001 + 5 * ('一二三四五'.indexOf(five || '零') + 1);
  return { first: dayOf(first, 1, 1), last: dayOf(first + 4, 12, 31), text };
}

function partOf(text: string, y: number, part: string): Period {
  const months = part.includes('季') ? quarter(part) : part === '上半年' ? [1, 6] : part === '下半年' ? [7, 12] : part === '年初' ? [1, 3] : [10, 12];
  return { first: dayOf(y, months[0]!, 1), last: dayOf(y, months[1]! + 1, 0), text };
}

function quarter(part: string): [number, number] {
  const n = '一二三四'.indexOf(part.replace('第', '')[0]!) + 1 || Number(part.replace(/\D/g, ''));
  return [n * 3 - 2, n * 3];
}

const small = (text: string): number | undefined => (/^\d/.test(text) ? Number(text) : readNumeral(text));

/** The years that a period touches, at most five. */
export function yearsOf({ first, last }: Period): number[] {
  const from = new Date(first * 86_400_000).getUTCFullYear();
  const to = new Date(last * 86_400_000).getUTCFullYear();
  return Array.from({ length: Math.min(to - from + 1, 5) }, (_, n) => from + n);
}
