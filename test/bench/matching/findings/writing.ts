import type { Draw } from './draw.js';

const chineseDigits = '零一二三四五六七八九';

/** 二百一十九万二千二百元 */
export function inNumerals(yuan: number): string {
  const section = (value: number): string => {
    let text = '';
    let gap = false;
    for (const [unit, size] of [
      ['千', 1000],
      ['百', 100],
      ['十', 10],
      ['', 1],
    ] as const) {
      const digit = Math.floor(value / size) % 10;
      if (digit === 0) gap = text !== '';
      else {
        text += (gap ? '零' : '') + chineseDigits[digit]! + unit;
        gap = false;
      }
    }
    return text;
  };
  const [high, low] = [Math.floor(yuan / 10_000), yuan % 10_000];
  return `${high > 0 ? `${section(high)}万` : ''}${high > 0 && low > 0 && low < 1000 ? '零' : ''}${low > 0 ? section(low) : ''}元`;
}

const grouped = (yuan: number): string => yuan.toLocaleString('en-US', { maximumFractionDigits: 0 });
const trimmed = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/** One of the ways to write a sum. `rough` ways round it. */
export function writeSum(fen: number, draw: Draw, rough = 0.25): string {
  const yuan = Math.round(fen / 100);
  if (yuan >= 100_000_000 && draw.chance(0.6)) return `${trimmed(yuan / 1e8, draw.chance(0.5) ? 2 : 4)}亿元`;
  if (draw.chance(rough) && yuan >= 30_000) {
    const wan = yuan / 10_000;
    const digits = wan >= 100 ? 0 : wan >= 10 ? draw.pick([0, 1]) : 1;
    const down = Math.floor(wan * 10 ** digits) / 10 ** digits;
    return draw.pick([
      `约${wan.toFixed(digits)}万元`,
      `${down}余万元`,
      `近${(Math.ceil(wan * 10 ** digits) / 10 ** digits).toFixed(digits)}万元`,
      `${down}多万元`,
    ]);
  }
  if (yuan < 10_000) return draw.pick([`${yuan}元`, `${grouped(yuan)}元`, `${grouped(yuan)}.00元`]);
  const ways = [
    `${trimmed(yuan / 10_000, 2)}万元`,
    `${trimmed(yuan / 10_000, 4)}万元`,
    `${grouped(yuan)}元`,
    `${yuan}元`,
    `人民币${grouped(yuan)}.00元`,
    `${trimmed(yuan / 10_000, 2)}万元`,
  ];
  if (draw.chance(0.06)) return inNumerals(yuan);
  return draw.pick(ways);
}

/** One of the ways to write a day, with as much of it as is known. */
export function writeDate(day: number, draw: Draw, coarse = 0.35): string {
  const date = new Date(day * 86_400_000);
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const two = (n: number) => String(n).padStart(2, '0');
  const numeral = (n: number) => (n >= 10 ? `十${n % 10 ? chineseDigits[n % 10] : ''}` : chineseDigits[n]!);
  if (draw.chance(coarse)) return draw.pick([`${y}年`, `${y}年度`, `${y}年${m <= 6 ? '上' : '下'}半年`, `${y}年第${numeral(Math.ceil(m / 3))}季度`]);
  return draw.pick([
    `${y}年${m}月`,
    `${y}年${m}月份`,
    `${y}-${two(m)}`,
    `${y}年${m}月${d}日`,
    `${y}-${two(m)}-${two(d)}`,
    `${y}.${two(m)}.${two(d)}`,
    `${y}/${m}/${d}`,
    `${y}${two(m)}${two(d)}`,
    `${y % 100}年${m}月`,
    `${String(y).replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)]!)}年${numeral(m)}月`,
    `${y}年${m}月至${Math.min(12, m + draw.integer(1, 3))}月`,
  ]);
}

/** 二０１９ and the like: what a form may have been typed in. */
export const fullWidth = (text: string): string => text.replace(/[0-9.,]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

const toTraditional = new Map(
  [...'县区财卫环设监务资产发业农办国术东会学医审计补贴账关类务经济乡镇为无'].map((character, place) => [
    character,
    [...'縣區財衛環設監務資產發業農辦國術東會學醫審計補貼賬關類務經濟鄉鎮為無'][place]!,
  ]),
);
export const traditionally = (text: string): string => [...text].map((character) => toTraditional.get(character) ?? character).join('');

/** Characters that are taken for each other. */
const mistaken = new Map(
  [...'末未已己晴睛洲州侯候暑署竟竞巳己拔拨戊戌博搏密蜜辩辨鸿鸣锦绵泰秦宏弘达迖晟盛'].map((character, place, all) => [
    character,
    all[place % 2 === 0 ? place + 1 : place - 1]!,
  ]),
);
export const mistype = (text: string, draw: Draw): string => {
  const places = [...text].flatMap((character, place) => (mistaken.has(character) ? [place] : []));
  const at = places.length > 0 ? draw.pick(places) : draw.integer(0, Math.max(0, text.length - 3));
  return places.length > 0 ? text.slice(0, at) + mistaken.get(text[at]!)! + text.slice(at + 1) : text.slice(0, at) + text.slice(at + 1);
};
