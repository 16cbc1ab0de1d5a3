import { foldTight } from '../normalise/fold.js';
import { asItself, cellOf, itself, type Kind, type Making, missing } from './kind.js';

/** A word of a side's own system (kinds of findings, journals): which words of one side go with which of the other is learned, not known. */
export function category(making: Making, field: string): Kind<string> {
  const learned = new Map<string, Map<string, number>>();
  for (const [pair, bits] of Object.entries(making.knowledge.pairs[field] ?? {})) {
    const [a, b] = pair.split('\t') as [string, string];
    learned.set(a, (learned.get(a) ?? new Map<string, number>()).set(b, bits));
  }
  return {
    ...asItself,
    term: undefined,
    identical: undefined,
    levels: [missing, { name: 'usual together', agrees: true }, { name: 'undecided' }, { name: 'rare together', agrees: false }],
    read: (row) => foldTight(cellOf(making, 'column', row)) || undefined,
    compare(a, b) {
      const bits = learned.get(a)?.get(b);
      if (bits === undefined) return a === b ? 1 : 2;
      return bits >= 1 ? 1 : bits > -1 ? 2 : 3;
    },
    keys: { value: itself },
  };
}
