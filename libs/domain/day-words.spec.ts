import { describe, expect, it } from '@jest/globals';
import { dayWords, momentWords } from './day-words.js';
import { at, endOf } from './shanghai.js';

describe('days and moments in words', () => {
  it('are written as people write them', () => {
    expect(dayWords('2026-11-05')).toEqual({ zh: '2026年11月5日', en: '5 Nov 2026' });
    expect(momentWords(new Date('2026-11-05T01:07:00Z'))).toEqual({ zh: '2026年11月5日09:07', en: '5 Nov 2026, 09:07' });
  });

  it('write midnight as the end of a day', () => {
    expect(momentWords(endOf('2026-12-31'))).toEqual({ zh: '2026年12月31日24:00', en: '31 Dec 2026, 24:00' });
    expect(momentWords(at('2026-12-31', 1)).zh).toBe('2026年12月31日01:00');
  });
});
