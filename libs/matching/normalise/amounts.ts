import { remembering } from './fold.js';
import { numeralCharacters, readNumeral } from './numerals.js';

/** A sum of money as it was written. What was rounded to a shown precision may lie anywhere from `low` to `high`. All in fen (分). */
export interface Amount {
  fen: number;
  low: number;
  high: number;
  /** How many figures carry it: 12万 has 2, 339.6万 has 4. Few figures agree by chance more easily. */
  figures: number;
  /** As written. */
  text: string;
}

const unitFen: Record<string, number> = { 亿: 1e10, 千万: 1e9, 百万: 1e8, 十万: 1e7, 万: 1e6, 千: 1e5, 百: 1e4, '': 100 };
const arabic = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const chinese = `[${numeralCharacters}](?:[${numeralCharacters}万亿点]*[${numeralCharacters}])?`;
const about = '约计?|近|逾|超过?|大约|大概|不足|将近';
const more = '余|多|几';
/** qualifier, (high part 亿), number, more, unit, more, 元. */
const amountPattern = new RegExp(
  `(${about})?(?:人民币)?(?:(${arabic}|${chinese})亿(?:元)?(?:零)?)?(${arabic}|${chinese})(${more})?(亿|千万|百万|十万|万|千|百)?(${more})?(元|块钱|圆)?(整|左右|上下|以上)?`,
  'g',
);
/** 万 without 元 counts only where no other thing is counted by it. */
const otherThings = /^(?:名|人|户|亩|吨|平方|立方|公里|千米|米|斤|公斤|头|只|株|套|台|辆|次|份|件|个|条|家|字|张|里|克|升|度|kwh|m)/;

/** 38万6400元 is one sum, and not two; so is 3万4千元, which shows 千. */
const mixed = /(?<![\d.,])(\d+)万(\d{1,4})(?=元)/g;
const mixedThousands = /(?<![\d.,])(\d+)万(\d)千(?:(\d)百)?(?=元)/g;
/** 数十万元, 几百万, 上千元: a sum that nobody can compare. 十几万元 is none of these. */
const vagueSum = /(?<![十百千廿卅\d])[数几上][十百千]*(?:[万亿](?![人名户亩吨平])元?|(?<=[十百千])元)/g;
/** What stands around the number in an amount's column: ¥386,400.00, 386400人民币, 38.64(万元). */
const currency = /^(?:¥|rmb|cny)|(?:rmb|cny|人民币)$/g;

/** All sums in a text, in their order. `bare`: the text is an amount's column, where a number without a unit is one of 元. */
export function readAmounts(text: string, bare = false): Amount[] {
  const found: Amount[] = [];
  const cell = bare ? text.replace(currency, '').replace(/\(([万亿]?元)\)$/, '$1') : text;
  const folded = cell
    .replace(vagueSum, '¤')
    .replace(mixed, (_, high: string, low: string) => String(Number(high) * 10_000 + Number(low)))
    .replace(mixedThousands, (_, high: string, thousands: string, hundreds = '') => `${high}.${thousands}${hundreds}万`);
  for (const match of folded.matchAll(amountPattern)) {
    const [all, before, hundredMillions, number, moreBefore, unit = '', moreAfter, yuan, after] = match;
    const behind = folded.slice(match.index + all.length);
    if (!yuan && !(unit && /[亿万]/.test(unit) && !otherThings.test(behind)) && !(bare && all.trim() === folded.trim() && /\d/.test(all))) continue;
    const base = valueOf(number!);
    const high = hundredMillions === undefined ? 0 : valueOf(hundredMillions);
    if (base === undefined || high === undefined) continue;
    const size = unitFen[unit]!;
    const step = stepOf(number!) * size;
    const fen = Math.round(high * 1e10 + base * size);
    if (fen <= 0) continue;
    const exact = step <= 100 || (size === 100 && !before);
    const vague = before !== undefined || (after !== undefined && after !== '整');
    const [down, up] = moreBefore ? [step / 2, stepBefore(number!) * size] : marginsOf(step, { more: Boolean(moreAfter), exact, vague });
    found.push({ fen, low: fen - down, high: fen + up, figures: figuresOf(fen, exact ? 1 : step), text: all });
  }
  return found;
}

/** How far below and above what was written a sum may lie that shows no more than `step`, in fen. */
function marginsOf(step: number, { more, exact, vague }: Record<'more' | 'exact' | 'vague', boolean>): [number, number] {
  if (more) return [step / 2, step];
  if (exact) return [0, 0];
  return vague ? [step, step] : [step / 2, step / 2];
}

/** Whether what was written may be the same sum. */
export const mayEqual = (one: Amount, other: Amount): boolean => one.low <= other.high + 1 && other.low <= one.high + 1;

/** Blanks the sums out, so that 20.15万元 is not read as the month 2020-15. */
export const withoutAmounts = remembering((folded) =>
  folded
    .replace(vagueSum, '¤')
    .replace(amountPattern, (all: string, ...groups: (string | undefined)[]) => (groups[6] || (groups[4] && /[亿万]/.test(groups[4])) ? '¤' : all)),
);

const valueOf = (number: string): number | undefined => (/^\d/.test(number) ? Number(number.replace(/,/g, '')) : readNumeral(number));

/** The size of the last shown figure: 0.01 for 20.15, 1 for 20. A numeral with units shows its smallest: 二百万 is exact to 万 only by its last unit. */
function stepOf(number: string): number {
  if (!/^\d/.test(number)) return number.includes('点') ? 10 ** -(number.length - number.indexOf('点') - 1) : 1;
  const point = number.indexOf('.');
  return point < 0 ? 1 : 10 ** -(number.length - point - 1);
}

/** How far 余, 多 or 几 behind a number may go: 三十余 is below 四十, 9400余 below 9500, 9.4余 below 9.5. */
const stepBefore = (number: string): number =>
  /[十拾廿卅]$/.test(number) ? 10 : /[百佰]$/.test(number) ? 100 : number.includes('.') ? stepOf(number) : 10 ** /0*$/.exec(number)![0].length;

function figuresOf(fen: number, step: number): number {
  let value = Math.round(fen / Math.max(step, 1));
  while (value > 0 && value % 10 === 0) value /= 10;
  return Math.max(1, String(Math.round(value)).length);
}
