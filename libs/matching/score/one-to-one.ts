/** Takes the best pairs first and leaves each record one partner. Of equals, the first in the given order. */
export function oneToOne<Pair extends { a: unknown; b: unknown; score: number }>(pairs: readonly Pair[]): Pair[] {
  const [takenA, takenB] = [new Set<unknown>(), new Set<unknown>()];
  return [...pairs]
    .sort((one, other) => other.score - one.score)
    .filter(({ a, b }) => {
      if (takenA.has(a) || takenB.has(b)) return false;
      takenA.add(a);
      takenB.add(b);
      return true;
    });
}
