import { withoutAmounts } from '../normalise/amounts.js';
import { foldTight } from '../normalise/fold.js';
import { type Period, readPeriods, yearsOf } from '../normalise/periods.js';
import { cellOf, type Kind, type Making, missing, written } from './kind.js';

/** Dates and spans as half known as they are. */
export const period = (making: Making): Kind<Period> => ({
  levels: [
    missing,
    { name: 'same', agrees: true },
    { name: 'within', agrees: true },
    { name: 'near' },
    { name: 'another date', agrees: false },
    { name: 'another year', agrees: false },
  ],
  read: (row, text) => readPeriods(foldTight(cellOf(making, 'column', row)), true)[0] ?? readPeriods(withoutAmounts(text))[0],
  write: ({ first, last, text }) => written([first, last, text]),
  show: ({ text }) => text,
  compare(a, b) {
    const gap = Math.max(a.first - b.last, b.first - a.last);
    const coarse = Math.max(a.last - a.first, b.last - b.first) > 31;
    if (gap <= 0) return coarse ? 2 : 1;
    return gap <= 45 ? 3 : gap <= 400 ? 4 : 5;
  },
  keys: { year: (value) => yearsOf(value).map(String) },
});
