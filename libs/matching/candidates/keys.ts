import { itself } from '../kinds/kind.js';
import type { FieldValues } from '../records.js';
import { Integers, type Lists } from './groups.js';

/** The keys of a rule's part, as numbers by place of value. Keys are texts that a kind derives from a value. */
export interface PartKeys {
  /** The field's place. */
  place: number;
  /** How many keys there are. */
  size: number;
  /** The keys of each value. */
  keys: Lists;
  /** The key of each value where none has more than one; −1: it has none. */
  single?: Int32Array;
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
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    let number = numbers.get(text);
    if (number === undefined) numbers.set(text, (number = numbers.size));
    return number;
  };
  const starts = new Int32Array(values.length + 1);
  const items = new Integers();
  let several = false;
  for (let value = 1; value < values.length; value++) {
    if (derive === itself) items.push(value);
    else for (const text of derive(values[value])) items.push(numberOf(text));
    starts[value + 1] = items.size;
    several ||= starts[value + 1]! - starts[value]! > 1;
  }
  const keys = { starts, items: items.items };
  const size = derive === itself ? values.length : numbers.size;
  return { place, size, keys, ...(!several && { single: firstOf(keys) }) };
}

/** The first key of each value; −1: it has none. */
export const firstOf = ({ starts, items }: Lists): Int32Array =>
  Int32Array.from({ length: starts.length - 1 }, (_, value) => (starts[value] === starts[value + 1] ? -1 : items[starts[value]!]!));
