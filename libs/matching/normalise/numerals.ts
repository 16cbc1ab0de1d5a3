const digits: Record<string, number> = Object.fromEntries(
  [...'零一二三四五六七八九']
    .map((character, value) => [character, value] as const)
    .concat(
      [...'壹贰叁肆伍陆柒捌玖'].map((character, value) => [character, value + 1] as const),
      [
        ['〇', 0],
        ['○', 0],
        ['两', 2],
      ],
    ),
);
const units: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** The characters of Chinese numerals, for use inside a regular expression's brackets. */
export const numeralCharacters = '零〇○一二两三四五六七八九十廿卅百千壹贰叁肆伍陆柒捌玖拾佰仟';

/** Reads 二百一十九, 二〇二二, 十三, 廿三, 五点六, also with 万 and 亿 inside (二百十九万二千). undefined where it is not a numeral. */
export function readNumeral(written: string): number | undefined {
  const text = written.replace('廿', '二十').replace('卅', '三十');
  const [whole = '', fraction] = text.split('点');
  if (fraction !== undefined) {
    const integer = readNumeral(whole);
    const behind = spelled(fraction);
    return integer === undefined || behind === undefined ? undefined : integer + behind / 10 ** fraction.length;
  }
  for (const [character, size] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    const place = text.indexOf(character);
    if (place < 0) continue;
    const high = place === 0 ? undefined : readNumeral(text.slice(0, place));
    const rest = text.slice(place + 1);
    const low = rest === '' ? 0 : readNumeral(rest);
    return high === undefined || low === undefined ? undefined : high * size + low;
  }
  return /[十拾百佰千仟]/.test(text) ? counted(text) : spelled(text);
}

/** 二〇二二: a digit for a digit. */
function spelled(text: string): number | undefined {
  let value = 0;
  for (const character of text) {
    const digit = digits[character];
    if (digit === undefined) return undefined;
    value = value * 10 + digit;
  }
  return text === '' ? undefined : value;
}

/** 二千零八十八. */
function counted(text: string): number | undefined {
  let sum = 0;
  let digit: number | undefined;
  for (const character of text) {
    const unit = units[character];
    if (unit !== undefined) {
      sum += (digit ?? 1) * unit;
      digit = undefined;
    } else {
      digit = digits[character];
      if (digit === undefined) return undefined;
    }
  }
  return sum + (digit ?? 0);
}
