import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { moneyWords, parseMoney, yuan } from './money.js';

describe('money', () => {
  it.each([
    ['12.5万元', 12_500_000],
    ['12.5 万', 12_500_000],
    ['2.24亿元', 22_400_000_000],
    ['3百万元', 300_000_000],
    ['￥3,000', 300_000],
    ['¥0.01', 1],
    ['１２．５万元', 12_500_000],
    ['1,234,567.89元', 123_456_789],
    ['300', 30_000],
    ['0.000001万元', 1],
    ['0', 0],
  ])('reads %s', (text, fen) => expect(parseMoney(text)).toBe(fen));

  it.each(['', '元', '万元', '-5元', '0.001元', '0.0000001万元', '12,34元', '1.2.3', '十万元', '5 dollars', '12e3', '1000000000000亿元'])(
    'does not read %p',
    (text) => expect(parseMoney(text)).toBeUndefined(),
  );

  it('writes it in full', () => {
    expect(yuan(0)).toBe('0.00');
    expect(yuan(7)).toBe('0.07');
    expect(yuan(123_456_789)).toBe('1,234,567.89');
  });

  it('writes it as people say it', () => {
    expect(moneyWords(12_500_000)).toEqual({ zh: '12.5万元', en: 'CNY 125,000.00' });
    expect(moneyWords(22_400_000_000).zh).toBe('2.24亿元');
    expect(moneyWords(999_999).zh).toBe('9,999.99元');
    expect(moneyWords(1_000_000).zh).toBe('1万元');
    expect(moneyWords(30_000).zh).toBe('300元');
    expect(moneyWords(0).zh).toBe('0元');
  });

  it('is read as it was written, to the fen', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (fen) => {
        expect(parseMoney(yuan(fen))).toBe(fen);
        expect(parseMoney(moneyWords(fen).zh)).toBe(fen);
      }),
    );
  });
});
