import { foldLatin } from '../normalise/fold.js';
import { inverseFrequency } from '../model/knowledge.js';
import { asItself, cellOf, type Kind, type Making, missing } from './kind.js';

const edges = [0.95, 0.8, 0.6, 0.4];

/** A title: words weighted by how rare they are. */
export function text(making: Making, field: string): Kind<string> {
  const weight = (token: string) => inverseFrequency(making.knowledge, field, token);
  const vectors = new Map<string, { tokens: Map<string, number>; length: number }>();
  const vectorOf = (value: string) => {
    let vector = vectors.get(value);
    if (!vector) {
      const tokens = new Map(wordsOf(value).map((token) => [token, weight(token) ** 2]));
      vector = { tokens, length: Math.sqrt([...tokens.values()].reduce((sum, each) => sum + each, 0)) };
      vectors.set(value, vector);
    }
    return vector;
  };
  return {
    ...asItself,
    term: undefined,
    levels: [
      missing,
      { name: 'same', agrees: true },
      { name: 'nearly the same', agrees: true },
      { name: 'close', agrees: true },
      { name: 'alike' },
      { name: 'different', agrees: false },
    ],
    read: (row) => foldLatin(cellOf(making, 'column', row)) || undefined,
    compare(a, b) {
      const [one, other] = [vectorOf(a), vectorOf(b)];
      const [few, many] = one.tokens.size <= other.tokens.size ? [one, other] : [other, one];
      let shared = 0;
      for (const [token, square] of few.tokens) if (many.tokens.has(token)) shared += square;
      const cosine = shared / (one.length * other.length || 1);
      const level = edges.findIndex((edge) => cosine >= edge);
      return level < 0 ? 5 : level + 1;
    },
    keys: { value: (value) => [value.replace(/ /g, '')], words: rarest(weight) },
  };
}

/** Words, and for each the pairs of its letters would be too many: words of three letters and more by their first six. */
export const wordsOf = (value: string): string[] => [...new Set(value.split(' ').filter((each) => each.length > 1))].map((each) => each.slice(0, 8));

/** The pairs of the three rarest words: records that share two rare words are candidates. */
const rarest = (weight: (token: string) => number) => (value: string) => {
  const rare = wordsOf(value)
    .map((token) => [token, weight(token)] as const)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 4)
    .map(([token]) => token)
    .sort();
  return rare.flatMap((one, place) => rare.slice(place + 1).map((other) => `${one} ${other}`));
};
