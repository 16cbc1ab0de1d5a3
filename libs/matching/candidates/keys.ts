import { itself } from '../kinds/kind.js';
import type { FieldValues } from '../records.js';

/** The keys of a rule's part, as numbers by place of value. Keys are texts that a kind derives from a value. */
export interface PartKeys {
  place: number;
  /** The key of each value where none has more than one; −1: it has none. */
  single?: Int32Array;
  of(value: number): readonly number[];
}

/** Where a rule's keys come from: `field.key`. */
export function partOf(fields: readonly FieldValues[], key: string): { place: number; name: string } {
  const dot = key.lastIndexOf('.');
  const place = fields.findIndex(({ field }) => field.name === key.slice(0, dot));
  return { place, name: key.slice(dot + 1) };
}

/** Numbers the keys of one part. */
export function keysOf(fields: readonly FieldValues[], key: string): PartKeys {
  const { place, name } = partOf(fields, key);
  const { kind, values } = fields[place]!;
  const derive = kind.keys[name]!;
  if (derive === itself) {
    const single = Int32Array.from(values.keys());
    single[0] = -1;
    return { place, single, of: (value) => (value === 0 ? [] : [value]) };
  }
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    let number = numbers.get(text);
    if (number === undefined) numbers.set(text, (number = numbers.size));
    return number;
  };
  const keys = values.map((value, at) => (at === 0 ? [] : derive(value).map(numberOf)));
  const several = keys.some((each) => each.length > 1);
  return { place, ...(!several && { single: Int32Array.from(keys, ([first]) => first ?? -1) }), of: (value) => keys[value]! };
}
