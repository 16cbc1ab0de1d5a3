import { type AnyKind, columnsOf, kindOf } from './kinds/kinds.js';
import type { Knowledge } from './model/knowledge.js';
import type { Field, Schema } from './schema.js';
import { joinedText } from './normalise/fold.js';
import { sortedByNumber } from './sorting.js';
import type { Table } from './tables.js';
import { Texts } from './texts.js';

/** A field with its values: equal ones are one, and known by their place. Place 0 is missing. */
export interface FieldValues {
  field: Field;
  kind: AnyKind;
  values: unknown[];
  /** The values as they are written, at the same places. */
  written: Texts;
}

/** The values of one side by field and row, as places in the field's values. */
export type Rows = Int32Array[];

export const openFields = (schema: Schema, knowledge: Knowledge): FieldValues[] =>
  schema.fields.map((field) => ({ field, kind: kindOf(field, knowledge), values: [undefined], written: new Texts() }));

/** A table as values, in an order that depends on what its rows say and not on where they stood. */
export interface Read {
  rows: Rows;
  /** The row of the table at each place. */
  order: Int32Array;
}

/** Reads all rows of a table. */
export function readTable(fields: readonly FieldValues[], table: Table): Read {
  const size = table.ids.length;
  const texts = new Map<string, string[]>();
  const textsOf = (names: readonly string[]) => {
    const key = names.join('\n');
    if (!texts.has(key)) texts.set(key, joinedTexts(table, names));
    return texts.get(key)!;
  };
  const unordered = fields.map((field) => {
    const sources = columnsOf(field.field).map((name) => table.columns[name]);
    const only = sources.findIndex((source) => source !== undefined);
    const names = field.field.columns['texts'];
    const read =
      !names && only >= 0 && sources.every((source, place) => place === only || source === undefined)
        ? readOne(field, sources[only]!, only)
        : readSeveral(field, sources, names && textsOf(names));
    const places = new Int32Array(size);
    for (let row = 0; row < size; row++) places[row] = read(row);
    return places;
  });
  const order = canonicalOrder(fields, unordered, table.ids);
  const rows = unordered.map((places) => {
    const ordered = new Int32Array(size);
    for (let row = 0; row < size; row++) ordered[row] = places[order[row]!]!;
    return ordered;
  });
  return { rows, order };
}

/** Rows by a number that is mixed from what they say; rows that say the same, by their ids. */
function canonicalOrder(fields: readonly FieldValues[], rows: Rows, ids: readonly string[]): Int32Array {
  const mixed = new Float64Array(ids.length);
  fields.forEach(({ written }, field) => {
    const places = rows[field]!;
    for (let row = 0; row < mixed.length; row++) mixed[row] = mix(mixed[row]!, written.mixed(places[row]!), field);
  });
  return sortedByNumber(mixed, (one, other) => (ids[one]! < ids[other]! ? -1 : 1));
}

const mix = (sum: number, own: number, field: number): number => (sum * (2 * field + 3) + own) % 281_474_976_710_597;

/** The number by which one record stands in the canonical order. */
export const rankOf = (fields: readonly FieldValues[], places: readonly number[]): number =>
  fields.reduce((sum, { written }, field) => mix(sum, written.mixed(places[field]!), field), 0);

/** Reads one record. */
export const readRecord = (fields: readonly FieldValues[], cells: Readonly<Record<string, string>>): number[] =>
  fields.map((field) => {
    const own = columnsOf(field.field).map((name) => cells[name] ?? '');
    return placeOf(field, field.kind.read(own, joinedText(field.field.columns['texts']?.map((name) => cells[name]) ?? [])));
  });

/** Where one column is all that is there, a cell is read once for each different text; most texts are already as they are written as a value. */
function readOne(field: FieldValues, source: readonly string[], cellAt: number): (row: number) => number {
  const { kind, written } = field;
  const asWritten = kind.identical !== undefined;
  const otherwise = new Map<string, number>();
  const cells = columnsOf(field.field).map(() => '');
  return (row) => {
    const cell = source[row]!;
    if (cell === '') return 0;
    const known = (asWritten ? written.find(cell) : 0) || (otherwise.size > 0 ? otherwise.get(cell) : undefined);
    if (known !== undefined) return known;
    cells[cellAt] = cell;
    const place = placeOf(field, kind.read(cells, ''));
    if (!asWritten || place === 0 || written.at(place) !== cell) otherwise.set(cell, place);
    return place;
  };
}

const readSeveral = (field: FieldValues, sources: readonly (readonly string[] | undefined)[], texts?: readonly string[]) => (row: number) =>
  placeOf(
    field,
    field.kind.read(
      sources.map((source) => source?.[row] ?? ''),
      texts?.[row] ?? '',
    ),
  );

/** What the columns of a table say together, by row. */
export const joinedTexts = ({ ids, columns }: Table, names: readonly string[]): string[] =>
  ids.map((_, row) => joinedText(names.map((name) => columns[name]?.[row])));

/** The place of a value among the field's values; a new one is added. */
export function placeOf({ kind, values, written }: FieldValues, value: unknown): number {
  if (value === undefined) return 0;
  const place = written.add(kind.write(value));
  if (place === values.length) values.push(value);
  return place;
}
