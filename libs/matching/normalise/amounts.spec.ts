import { describe, expect, it } from '@jest/globals';
import { mayEqual, readAmounts, withoutAmounts } from './amounts.js';

const one = (text: string, bare = false) => readAmounts(text, bare)[0]!;
const fen = (text: string, bare = false) => readAmounts(text, bare).map((each) => each.fen);

describe('sums of money', () => {
  it.each([
    ['69.8万元', 69_800_000],
    ['2,531,000元', 253_100_000],
    ['二百十九万二千二百二十元', 219_222_000],
    ['八十六万三千九百元', 86_390_000],
    ['1.2亿元', 12_000_000_000],
    ['3亿2000万元', 32_000_000_000],
    ['人民币5,000.50元整', 500_050],
    ['339.6余万元', 339_600_000],
    ['三十余万元', 30_000_000],
    ['38万6400元', 38_640_000],
    ['3万4千元', 3_400_000],
    ['12万3千5百元', 12_350_000],
    ['廿三万元', 23_000_000],
    ['十几万元', 10_000_000],
  ])('%s', (text, expected) => {
    expect(one(text).fen).toBe(expected);
  });

  it('are read in their order, and only where they are sums', () => {
    expect(fen('合同价2.5万元，已付1万元，涉及3人、200亩、5万户')).toEqual([2_500_000, 1_000_000]);
    expect(fen('12345.6')).toEqual([]);
    expect(fen('12345.6', true)).toEqual([1_234_560]);
    for (const cell of ['¥386,400.00', '386400人民币', 'rmb386400', '38.64(万元)', '38万6400元']) expect(fen(cell, true)).toEqual([38_640_000]);
  });

  it.each(['数十万元', '几十万', '涉及数百万元', '上千元'])('are none where they say no number: %s', (text) => {
    expect(fen(text)).toEqual([]);
    expect(withoutAmounts(text)).toContain('¤');
  });

  it('have the tolerance of their shown precision', () => {
    expect(mayEqual(one('219.22万元'), one('2,192,220元'))).toBe(true);
    expect(mayEqual(one('26.2余万元'), one('261,900.00元'))).toBe(true);
    expect(mayEqual(one('约13万元'), one('12.85万元'))).toBe(true);
    expect(mayEqual(one('十几万元'), one('15.2万元'))).toBe(true);
    expect(mayEqual(one('三十余万元'), one('36.1万元'))).toBe(true);
    expect(mayEqual(one('三十余万元'), one('41万元'))).toBe(false);
    expect(mayEqual(one('9400余元'), one('9453元'))).toBe(true);
    expect(mayEqual(one('9400余元'), one('9553元'))).toBe(false);
    expect(mayEqual(one('3万4千元'), one('34,200元'))).toBe(true);
    expect(mayEqual(one('59.94万元'), one('599,512元'))).toBe(false);
    expect(mayEqual(one('12.8万元'), one('12.6万元'))).toBe(false);
  });

  it('are blanked out before dates are looked for', () => {
    expect(withoutAmounts('2019年收取20.15万元')).toBe('2019年收取¤');
  });
});
