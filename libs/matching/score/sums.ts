/** A sum with the tolerance of its writing, in fen. */
export interface Span {
  low: number;
  fen: number;
  high: number;
}

const mostParts = 5;
const mostTried = 4_000;

/**
 * The parts that make up a whole: the smallest set of two to five that may sum up to it within what was rounded. undefined: there is none, or too many
 * would have to be tried. `tried` tells how many sets were, since one of many falls into place by chance.
 */
export function partsOf(whole: Span, parts: readonly Span[]): { parts: number[]; tried: number } | undefined {
  let tried = 0;
  const chosen: number[] = [];
  const slack = Math.max(whole.high - whole.low, whole.fen * 1e-4);
  const find = (from: number, left: number, low: number, high: number): boolean => {
    if (left === 0) return low <= whole.high + slack && high >= whole.low - slack;
    for (let place = from; place <= parts.length - left; place++) {
      if (++tried > mostTried) return false;
      const part = parts[place]!;
      if (low + part.low > whole.high + slack) continue;
      chosen.push(place);
      if (find(place + 1, left - 1, low + part.low, high + part.high)) return true;
      chosen.pop();
    }
    return false;
  };
  for (let size = 2; size <= Math.min(mostParts, parts.length); size++) if (find(0, size, 0, 0)) return { parts: chosen, tried };
  return undefined;
}
