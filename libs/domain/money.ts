import type { Words } from './language.js';

/** An amount of money in fen (1/100 元): a safe whole number, not negative. */
export type Fen = number;

const fenIn = { '': 100n, 千: 100_000n, 万: 1_000_000n, 十万: 10_000_000n, 百万: 100_000_000n, 千万: 1_000_000_000n, 亿: 10_000_000_000n } as const;
const written = /^[¥￥]?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?(千|万|十万|百万|千万|亿)?(?:元|圆)?$/;

/** Reads what people type: `12.5万元`, `￥3,000`, `1.2亿`, full-width digits too. Nothing where it is no amount, has a part smaller than a fen, or is too large to be safe. */
export function parseMoney(text: string): Fen | undefined {
  const match = written.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return undefined;
  const [, whole, fraction = '', unit = ''] = match;
  const scale = 10n ** BigInt(fraction.length);
  const amount = BigInt(whole!.replaceAll(',', '') + fraction) * fenIn[unit as keyof typeof fenIn];
  const fen = amount / scale;
  return amount % scale === 0n && fen <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(fen) : undefined;
}

/** In 元, with all digits: `1,234.50`. */
export function yuan(fen: Fen): string {
  const [whole, cents] = [Math.floor(fen / 100), String(fen % 100).padStart(2, '0')];
  return `${grouped(whole)}.${cents}`;
}

/** As people say it, without losing a fen: 12.5万元, 2.24亿元, 300元; CNY 125,000.00. */
export function moneyWords(fen: Fen): Words {
  const [unit, size] = fen >= 10_000_000_000 ? ['亿元', 10] : fen >= 1_000_000 ? ['万元', 6] : ['元', 2];
  return { zh: `${decimal(fen, size)}${unit}`, en: `CNY ${yuan(fen)}` };
}

/** `fen` with its last `places` digits behind the point, and no zeros at the end. */
function decimal(fen: Fen, places: number): string {
  const digits = String(fen).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const whole = grouped(Number(digits.slice(0, -places)));
  return fraction ? `${whole}.${fraction}` : whole;
}

const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
