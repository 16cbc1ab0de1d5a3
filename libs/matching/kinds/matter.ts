import { withoutAmounts } from '../normalise/amounts.js';
import { foldTight } from '../normalise/fold.js';
import { translatorOf } from '../model/translation.js';
import { type Kind, type Making, missing } from './kind.js';
import { bigramCodes, bigramOf } from './strings.js';

/** What a finding is about, by the character pairs of its texts without names, places, sums and dates. */
export interface Matter {
  tokens: Uint32Array;
}

/** The kind of matter: which words of one side go with which of the other is learned from pairs that agree in all else. */
export function matter(making: Making, field: string): Kind<Matter> {
  const known = Object.keys(making.knowledge.places).sort((a, b) => b.length - a.length);
  const places = known.length > 0 ? new RegExp(`(?:${known.join('|')})[省市县区镇乡]?`, 'g') : undefined;
  const score = translatorOf(making.knowledge, field);
  const edges = making.knowledge.translations[field]?.edges ?? [];
  return {
    levels: [
      missing,
      { name: 'different', agrees: false },
      { name: 'hardly alike', agrees: false },
      { name: 'undecided' },
      { name: 'alike', agrees: true },
      { name: 'the same', agrees: true },
    ],
    read(row, text) {
      let masked = withoutAmounts(text);
      for (const place of making.cells['names'] ?? []) if (row[place]) masked = masked.replaceAll(foldTight(row[place]), '¤');
      if (places) masked = masked.replace(places, '¤');
      const tokens = bigramCodes(masked.split(/[^\u4e00-\u9fffa-z]+/));
      return tokens.length === 0 ? undefined : { tokens };
    },
    write: ({ tokens }) => Array.from(tokens, bigramOf).join(''),
    compare(a, b) {
      const bits = score(a, b);
      let level = 1;
      for (const edge of edges) if (bits >= edge) level++;
      return level;
    },
    keys: {},
  };
}
