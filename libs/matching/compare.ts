import type { Pairs } from './candidates/pairs.js';
import type { FieldValues, Rows } from './records.js';

/** Places of a mixed-radix number: a pair's levels in one integer. */
export function radixesOf(fields: readonly FieldValues[]): number[] {
  const radixes: number[] = [];
  let size = 1;
  for (const { kind } of fields) {
    radixes.push(size);
    size *= kind.levels.length;
  }
  if (size > 2 ** 31 - 1) throw new Error('The schema has more fields than a comparison can hold: leave some out.');
  return radixes;
}

/** Compares pairs field by field; the result is one integer a pair. `only` leaves the other fields at `missing`. */
export function compare(fields: readonly FieldValues[], a: Rows, b: Rows, pairs: Pairs, only?: ReadonlySet<string>): Int32Array {
  const radixes = radixesOf(fields);
  const patterns = new Int32Array(pairs.a.length);
  fields.forEach((field, place) => {
    if (only && !only.has(field.field.name)) return;
    compareField(field, a[place]!, b[place]!, pairs, radixes[place]!, patterns);
  });
  return patterns;
}

function compareField({ kind, values }: FieldValues, a: Int32Array, b: Int32Array, pairs: Pairs, radix: number, patterns: Int32Array): void {
  const identical = kind.identical;
  for (let pair = 0; pair < patterns.length; pair++) {
    const left = a[pairs.a[pair]!]!;
    const right = b[pairs.b[pair]!]!;
    if (left === 0 || right === 0) continue;
    const level = left === right && identical !== undefined ? identical : kind.compare(values[left], values[right]);
    patterns[pair]! += level * radix;
  }
}

/** The levels of a pattern, by field. */
export function levelsOf(pattern: number, fields: readonly FieldValues[]): number[] {
  let rest = pattern;
  return fields.map(({ kind }) => {
    const level = rest % kind.levels.length;
    rest = (rest - level) / kind.levels.length;
    return level;
  });
}

/** How often each pattern occurs, in ascending order of patterns. */
export function countPatterns(patterns: Int32Array): { patterns: Int32Array; counts: Float64Array } {
  const sorted = patterns.slice().sort();
  const distinct: number[] = [];
  const counts: number[] = [];
  for (let place = 0; place < sorted.length; place++) {
    if (place > 0 && sorted[place] === sorted[place - 1]) counts[counts.length - 1]!++;
    else {
      distinct.push(sorted[place]!);
      counts.push(1);
    }
  }
  return { patterns: Int32Array.from(distinct), counts: Float64Array.from(counts) };
}
