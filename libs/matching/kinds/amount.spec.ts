import { describe, expect, it } from '@jest/globals';
import { readAmounts } from '../normalise/amounts.js';
import { isSlip } from './amount.js';

const slip = (one: string, other: string) => isSlip(readAmounts(one)[0]!, readAmounts(other)[0]!);

describe('slips of sums', () => {
  it('are of the unit, within what was rounded', () => {
    expect(slip('20.15万元', '20.15亿元')).toBe(true);
    expect(slip('33.94万元', '3,394,467,800元')).toBe(true);
    expect(slip('33.94万元', '3,384,467,800元')).toBe(false);
    expect(slip('33.94万元', '339,447元')).toBe(false);
  });

  it('are of a figure', () => {
    expect(slip('569.3万元', '5,963,000元')).toBe(true);
    expect(slip('569.3万元', '5,103,000元')).toBe(false);
  });
});
