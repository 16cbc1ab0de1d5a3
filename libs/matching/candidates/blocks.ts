import type { FieldValues, Rows } from '../records.js';
import { Integers, type Lists, listsOf, PairNumbers } from './groups.js';
import { keysOf } from './keys.js';

/** The records of both sides that share all keys of a rule. */
export interface Blocks {
  rule: string;
  /** Blocks by row of a. */
  ofA: Lists;
  /** Rows of b by block. */
  inB: Lists;
  /** Blocks that hold too many pairs and are left out. */
  dropped: { blocks: number; pairs: number };
}

/** Blocks both sides by a rule. A block of more than `cap` pairs says too little to be worth them; it is left out and counted. */
export function block(fields: readonly FieldValues[], a: Rows, b: Rows, keys: readonly string[], cap: number): Blocks {
  const parts = keys.map((key) => keysOf(fields, key));
  const numbers = keys.slice(1).map(() => new PairNumbers(a[0]!.length + b[0]!.length));
  const entriesOf = (rows: Rows) => {
    const [at, groups] = [new Integers(), new Integers()];
    const columns = parts.map(({ place }) => rows[place]!);
    if (parts.every(({ single }) => single)) {
      for (let row = 0; row < columns[0]!.length; row++) {
        let group = parts[0]!.single![columns[0]![row]!]!;
        for (let part = 1; part < parts.length && group >= 0; part++) {
          const key = parts[part]!.single![columns[part]![row]!]!;
          group = key < 0 ? -1 : numbers[part - 1]!.of(group, key);
        }
        if (group < 0) continue;
        at.push(row);
        groups.push(group);
      }
      return { at, groups };
    }
    const walk = (row: number, part: number, group: number) => {
      if (part === parts.length) {
        at.push(row);
        groups.push(group);
        return;
      }
      const found = parts[part]!.of(columns[part]![row]!);
      for (let place = 0; place < found.length; place++) walk(row, part + 1, part === 0 ? found[place]! : numbers[part - 1]!.of(group, found[place]!));
    };
    for (let row = 0; row < columns[0]!.length; row++) walk(row, 0, 0);
    return { at, groups };
  };
  const entriesA = entriesOf(a);
  const entriesB = entriesOf(b);
  const size = 1 + Math.max(largest(entriesA.groups), largest(entriesB.groups));
  const dropped = drop(entriesA, entriesB, size, cap);
  return {
    rule: keys.join(' + '),
    ofA: listsOf(entriesA.at.items, entriesA.groups.items, a[0]!.length, entriesA.at.size),
    inB: listsOf(entriesB.groups.items, entriesB.at.items, size, entriesB.at.size),
    dropped,
  };
}

interface Entries {
  at: Integers;
  groups: Integers;
}

function drop(a: Entries, b: Entries, size: number, cap: number): { blocks: number; pairs: number } {
  const [countsA, countsB] = [counts(a.groups, size), counts(b.groups, size)];
  const dropped = { blocks: 0, pairs: 0 };
  for (let group = 0; group < size; group++) {
    const pairs = countsA[group]! * countsB[group]!;
    if (pairs <= cap) continue;
    dropped.blocks++;
    dropped.pairs += pairs;
    countsA[group] = -1;
  }
  const keep = ({ at, groups }: Entries) => {
    let kept = 0;
    for (let place = 0; place < at.size; place++) {
      const group = groups.items[place]!;
      if (countsA[group]! <= 0 || countsB[group] === 0) continue;
      at.items[kept] = at.items[place]!;
      groups.items[kept++] = group;
    }
    at.size = groups.size = kept;
  };
  keep(a);
  keep(b);
  return dropped;
}

function counts({ items, size }: Integers, groups: number): Int32Array {
  const found = new Int32Array(groups);
  for (let place = 0; place < size; place++) found[items[place]!]!++;
  return found;
}

function largest({ items, size }: Integers): number {
  let most = -1;
  for (let place = 0; place < size; place++) if (items[place]! > most) most = items[place]!;
  return most;
}
