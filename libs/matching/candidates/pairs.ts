import type { Blocks } from './blocks.js';
import { Integers, type Lists } from './groups.js';

/** What makes two records candidates. */
export interface Candidates {
  blocks: readonly Blocks[];
  /** Rows of b that are near a row of a, or that it is near to. */
  near?: Lists;
}

/** Candidate pairs in the order of a's rows, each once. */
export interface Pairs {
  a: Int32Array;
  b: Int32Array;
}

/** All candidates of the rows of a from `from` up to `to`. */
export function pairsOf({ blocks, near }: Candidates, sizeB: number, from: number, to: number): Pairs {
  const [a, b] = [new Integers(), new Integers()];
  const seen = new Int32Array(sizeB).fill(-1);
  const add = (rowA: number, rowB: number) => {
    if (seen[rowB] === rowA) return;
    seen[rowB] = rowA;
    a.push(rowA);
    b.push(rowB);
  };
  for (let row = from; row < to; row++) {
    for (const { ofA, inB } of blocks)
      for (let place = ofA.starts[row]!; place < ofA.starts[row + 1]!; place++) {
        const group = ofA.items[place]!;
        for (let other = inB.starts[group]!; other < inB.starts[group + 1]!; other++) add(row, inB.items[other]!);
      }
    if (near) for (let place = near.starts[row]!; place < near.starts[row + 1]!; place++) add(row, near.items[place]!);
  }
  return { a: a.items.subarray(0, a.size), b: b.items.subarray(0, b.size) };
}
