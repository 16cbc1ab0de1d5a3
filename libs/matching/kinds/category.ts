import { foldTight } from '../normalise/fold.js';
import { asItself, cellOf, itself, type Kind, type Making, missing } from './kind.js';

/** A word of a side's own system (kinds of findings, journals): which words of one side go with which of the other is learned, not known. */
export const category = (making: Making, field: string): Kind<string> => ({
  ...asItself,
  term: undefined,
  identical: undefined,
  levels: [missing, { name: 'usual together', agrees: true }, { name: 'undecided' }, { name: 'rare together', agrees: false }],
  read: (row) => foldTight(cellOf(making, 'column', row)) || undefined,
  compare(a, b) {
    const bits = making.knowledge.pairs[field]?.[`${a}\t${b}`];
    if (bits === undefined) return a === b ? 1 : 2;
    return bits >= 1 ? 1 : bits > -1 ? 2 : 3;
  },
  keys: { value: itself },
});
