import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isCreditCode } from './credit-code.js';

describe('a unified social credit code', () => {
  const valid = '91350100M000100Y43';

  it('checks itself', () => expect(isCreditCode(valid)).toBe(true));

  it.each(['', '91350100M000100Y4', `${valid}0`, valid.toLowerCase(), '91350100M000100I43', ' 91350100M000100Y43', '91350100M000100Y44', '19350100M000100Y43'])(
    'is not %p',
    (text) => expect(isCreditCode(text)).toBe(false),
  );

  it('betrays every single wrong character', () => {
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (place, character) => {
        const changed = valid.slice(0, place) + character + valid.slice(place + 1);
        expect(isCreditCode(changed)).toBe(changed === valid);
      }),
    );
  });
});
