import { type AnyKind, columnsOf, kindOf } from './kinds/kinds.js';
import type { Knowledge } from './model/knowledge.js';
import type { Field, Schema } from './schema.js';
import type { Table } from './tables.js';

/** A field with its values: equal ones are one, and known by their place. Place 0 is missing. */
export interface FieldValues {
  field: Field;
  kind: AnyKind;
  values: unknown[];
  places: Map<string, number>;
}

/** The values of one side by field and row, as places in the field's values. */
export type Rows = Int32Array[];

export const openFields = (schema: Schema, knowledge: Knowledge): FieldValues[] =>
  schema.fields.map((field) => ({ field, kind: kindOf(field, knowledge), values: [undefined], places: new Map() }));

/** A table as values, in an order that depends on what its rows say and not on where they stood. */
export interface Read {
  rows: Rows;
  /** The row of the table at each place. */
  order: Int32Array;
}

/** Reads all rows of a table. */
export function readTable(fields: readonly FieldValues[], table: Table): Read {
  const size = table.ids.length;
  const unordered = fields.map((field) => {
    const sources = columnsOf(field.field).map((name) => table.columns[name]);
    const only = sources.findIndex((source) => source !== undefined);
    const read =
      only >= 0 && sources.every((source, place) => place === only || source === undefined)
        ? readOne(field, sources[only]!, only)
        : readSeveral(field, sources);
    return Int32Array.from({ length: size }, (_, row) => read(row));
  });
  const order = canonicalOrder(fields, unordered, table.ids);
  const rows = unordered.map((places) => {
    const ordered = new Int32Array(new SharedArrayBuffer(size * 4));
    for (let row = 0; row < size; row++) ordered[row] = places[order[row]!]!;
    return ordered;
  });
  return { rows, order };
}

/** Rows by a number that is mixed from what they say; rows that say the same, by their ids. */
function canonicalOrder(fields: readonly FieldValues[], rows: Rows, ids: readonly string[]): Int32Array {
  const mixed = new Float64Array(ids.length);
  fields.forEach(({ kind, values }, field) => {
    const hashes = Float64Array.from(values, (value, place) => (place === 0 ? 0 : hashOf(kind.write(value))));
    for (let row = 0; row < mixed.length; row++) mixed[row] = mix(mixed[row]!, hashes[rows[field]![row]!]!, field);
  });
  return Int32Array.from(ids.keys()).sort((one, other) => mixed[one]! - mixed[other]! || (ids[one]! < ids[other]! ? -1 : 1));
}

const mix = (sum: number, hash: number, field: number): number => (sum * (2 * field + 3) + hash) % 281_474_976_710_597;

/** The number by which one record stands in the canonical order. */
export const rankOf = (fields: readonly FieldValues[], places: readonly number[]): number =>
  fields.reduce((sum, { kind, values }, field) => mix(sum, places[field] === 0 ? 0 : hashOf(kind.write(values[places[field]!])), field), 0);

/** Reads one record. */
export const readRecord = (fields: readonly FieldValues[], cells: Readonly<Record<string, string>>): number[] =>
  fields.map((field) => placeOf(field, field.kind.read(columnsOf(field.field).map((name) => cells[name] ?? ''))));

/** A number below 2⁴⁸ from a text; of a long one some of its characters. */
function hashOf(text: string): number {
  const step = 1 + (text.length >> 7);
  let high = 0x811c9dc5 ^ text.length;
  let low = 0x1b873593;
  for (let place = 0; place < text.length; place += step) {
    const code = text.charCodeAt(place);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + place), 0x5bd1e995);
    low ^= low >>> 13;
  }
  return (high >>> 0) * 0x10000 + ((low >>> 0) & 0xffff);
}

/** Where one column is all that is there, a cell is read once for each different text; most texts are already as they are written as a value. */
function readOne(field: FieldValues, source: readonly string[], cellAt: number): (row: number) => number {
  const { kind, places } = field;
  const asWritten = kind.identical !== undefined;
  const seen = new Map<string, number>([['', 0]]);
  const cells = columnsOf(field.field).map(() => '');
  return (row) => {
    const cell = source[row]!;
    let place = (asWritten ? places.get(cell) : undefined) ?? seen.get(cell);
    if (place === undefined) {
      cells[cellAt] = cell;
      place = placeOf(field, kind.read(cells));
      if (!asWritten || place === 0 || kind.write(field.values[place]) !== cell) seen.set(cell, place);
    }
    return place;
  };
}

const readSeveral = (field: FieldValues, sources: readonly (readonly string[] | undefined)[]) => (row: number) =>
  placeOf(field, field.kind.read(sources.map((source) => source?.[row] ?? '')));

/** The place of a value among the field's values; a new one is added. */
export function placeOf(field: FieldValues, value: unknown): number {
  if (value === undefined) return 0;
  const written = field.kind.write(value);
  let place = field.places.get(written);
  if (place === undefined) {
    place = field.values.push(value) - 1;
    field.places.set(written, place);
  }
  return place;
}
