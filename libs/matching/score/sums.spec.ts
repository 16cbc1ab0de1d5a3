import { describe, expect, it } from '@jest/globals';
import { partsOf } from './sums.js';

const exact = (fen: number) => ({ low: fen, fen, high: fen });

describe('parts of a whole', () => {
  it('are the fewest that add up', () => {
    expect(partsOf(exact(100), [exact(60), exact(10), exact(40), exact(30)])!.parts).toEqual([0, 2]);
    expect(partsOf(exact(100), [exact(60), exact(10), exact(30)])!.parts).toEqual([0, 1, 2]);
  });

  it('add up within what was rounded', () => {
    expect(partsOf({ low: 99_500, fen: 100_000, high: 100_500 }, [exact(60_200), exact(40_100)])!.parts).toEqual([0, 1]);
    expect(partsOf(exact(100_000), [exact(60_200), exact(40_100)])).toBeUndefined();
  });
});
