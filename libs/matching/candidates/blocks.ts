import type { FieldValues, Rows } from '../records.js';
import { groupEqual } from './equal-keys.js';
import { Integers, type Lists, listsOf, PairNumbers } from './groups.js';
import { keysOf, type PartKeys } from './keys.js';

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
  const { entriesA, entriesB, size } = fitsInNumber(parts) ? byNumber(parts, a, b) : byCombination(parts, a, b);
  const dropped = drop(entriesA, entriesB, size, cap);
  return {
    rule: keys.join(' + '),
    ofA: listsOf(entriesA.at.items, entriesA.groups.items, a[0]!.length, entriesA.at.size),
    inB: listsOf(entriesB.groups.items, entriesB.at.items, size, entriesB.at.size),
    dropped,
  };
}

/** Which rows are in which groups; a row may be in several. */
interface Entries {
  at: Integers;
  groups: Integers;
}

interface Grouped {
  entriesA: Entries;
  entriesB: Entries;
  /** How many groups there are. */
  size: number;
}

const noEntries = (): Entries => ({ at: new Integers(), groups: new Integers() });

/** Where each record has at most one key for each part: the keys of all parts in one number, the rows of b behind those of a. */
function byNumber(parts: readonly PartKeys[], a: Rows, b: Rows): Grouped {
  const sizeA = a[0]!.length;
  const keys = new Float64Array(sizeA + b[0]!.length);
  for (const { place, single, size } of parts)
    for (const [side, from] of [
      [a, 0],
      [b, sizeA],
    ] as const) {
      const values = side[place]!;
      for (let row = 0; row < values.length; row++) {
        const [before, key] = [keys[from + row]!, single![values[row]!]!];
        keys[from + row] = before < 0 || key < 0 ? -1 : before * size + key;
      }
    }
  const { rows, groups, size } = groupEqual(keys);
  const [entriesA, entriesB] = [noEntries(), noEntries()];
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    const entries = row < sizeA ? entriesA : entriesB;
    entries.at.push(row < sizeA ? row : row - sizeA);
    entries.groups.push(groups[place]!);
  }
  return { entriesA, entriesB, size };
}

/** Whether the keys of all parts have room in one number. */
const fitsInNumber = (parts: readonly PartKeys[]): boolean =>
  parts.every(({ single }) => single) && parts.reduce((product, { size }) => product * size, 1) < Number.MAX_SAFE_INTEGER;

/** Where a record may have several keys: every combination of them is a group. */
function byCombination(parts: readonly PartKeys[], a: Rows, b: Rows): Grouped {
  const numbers = parts.slice(1).map(() => new PairNumbers(a[0]!.length + b[0]!.length));
  const entriesOf = (rows: Rows) => {
    const entries = noEntries();
    const walk = (row: number, part: number, group: number) => {
      if (part === parts.length) {
        entries.at.push(row);
        entries.groups.push(group);
        return;
      }
      const { place, keys } = parts[part]!;
      const value = rows[place]![row]!;
      for (let at = keys.starts[value]!; at < keys.starts[value + 1]!; at++)
        walk(row, part + 1, part === 0 ? keys.items[at]! : numbers[part - 1]!.of(group, keys.items[at]!));
    };
    for (let row = 0; row < rows[0]!.length; row++) walk(row, 0, 0);
    return entries;
  };
  const [entriesA, entriesB] = [entriesOf(a), entriesOf(b)];
  return { entriesA, entriesB, size: 1 + Math.max(largest(entriesA.groups), largest(entriesB.groups)) };
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
