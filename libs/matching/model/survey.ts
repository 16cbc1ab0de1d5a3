import { readCode } from '../normalise/credit-code.js';
import { foldTight, foldLatin } from '../normalise/fold.js';
import { readOrganisation } from '../normalise/organisations.js';
import { countyOf, readPlace, surveyPlaces } from '../normalise/places.js';
import { wordsOf } from '../kinds/text.js';
import type { FieldValues, Rows } from '../records.js';
import type { Field, Schema } from '../schema.js';
import type { Table } from '../tables.js';
import { type Counts, gazetteerOf, type Knowledge, nothingKnown } from './knowledge.js';

/** Learns from two tables what has to be known before their records can be read: places, who bears which code, how rare words are. */
export function survey(schema: Schema, tables: readonly Table[]): Knowledge {
  const knowledge = nothingKnown();
  const ofKind = (kind: Field['kind']) => schema.fields.filter((field) => field.kind === kind);
  const places = ofKind('place').flatMap(({ columns }) => tables.flatMap((table) => cells(table, columns['column'])));
  const { places: names, countyOfTown } = surveyPlaces([...new Set(places)].flatMap((cell) => readPlace(foldTight(cell)) ?? []));
  Object.assign(knowledge, { places: names, countyOfTown });
  for (const { columns } of ofKind('organisation')) Object.assign(knowledge.directory, directoryOf(knowledge, columns, tables));
  for (const { name, columns } of ofKind('text'))
    knowledge.tokens[name] = countTokens(tables.flatMap((table) => cells(table, columns['column']).map((cell) => wordsOf(foldLatin(cell)))));
  return knowledge;
}

const cells = ({ columns }: Table, names: readonly string[] = []): string[] => names.flatMap((name) => [...(columns[name] ?? [])]).filter(Boolean);

/** The codes of organisations by county and name, where the tables do not contradict themselves. */
function directoryOf(knowledge: Knowledge, columns: Field['columns'], tables: readonly Table[]): Record<string, string> {
  const found = new Map<string, Set<string>>();
  const pick = (table: Table, role: string, row: number) => (columns[role] ?? []).map((name) => table.columns[name]?.[row]).find(Boolean) ?? '';
  for (const table of tables)
    for (let row = 0; row < table.ids.length; row++) {
      const code = readCode(pick(table, 'code', row));
      if (!code || code.body.length !== 9) continue;
      const unit = readOrganisation(gazetteerOf(knowledge).strip(foldTight(pick(table, 'column', row))))?.chain.at(-1);
      if (!unit) continue;
      const name = `${countyOf(readPlace(foldTight(pick(table, 'place', row)))) ?? ''}|${unit}`;
      found.set(name, (found.get(name) ?? new Set()).add(code.body));
    }
  return sorted([...found].flatMap(([name, codes]) => (codes.size === 1 ? [[name, [...codes][0]!] as const] : [])));
}

/** Counts in how many texts each token occurs. */
function countTokens(texts: readonly (readonly string[])[]): Counts {
  const counts = new Map<string, number>();
  for (const tokens of texts) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return { total: texts.length, of: repeated(counts) };
}

/** Counts the terms of each field over both sides. */
export function countTerms(fields: readonly FieldValues[], sides: readonly Rows[], knowledge: Knowledge): void {
  fields.forEach(({ field, kind, values }, place) => {
    if (!kind.term) return;
    const byValue = new Int32Array(values.length);
    let total = 0;
    for (const rows of sides)
      for (const value of rows[place]!)
        if (value > 0) {
          byValue[value]!++;
          total++;
        }
    const counts = new Map<string, number>();
    for (let value = 1; value < values.length; value++) {
      if (byValue[value] === 1 && kind.identical !== undefined) continue; // each value is its own term, and this one occurs once
      const term = kind.term(values[value]);
      counts.set(term, (counts.get(term) ?? 0) + byValue[value]!);
    }
    knowledge.frequencies[field.name] = { total, of: repeated(counts) };
  });
}

const steps = 400;

/** Borders of equal shares of all sums. */
export function surveySums(fields: readonly FieldValues[], sides: readonly Rows[], knowledge: Knowledge): void {
  const place = fields.findIndex(({ field }) => field.kind === 'amount');
  if (place < 0) return;
  const { values } = fields[place]!;
  const sums = sides.flatMap((rows) => [...rows[place]!].filter(Boolean).map((value) => Math.log((values[value] as { main: { fen: number } }).main.fen)));
  sums.sort((one, other) => one - other);
  if (sums.length > 1)
    knowledge.sums = Array.from({ length: steps + 1 }, (_, step) => Number(sums[Math.round((step / steps) * (sums.length - 1))]!.toFixed(6)));
}

function repeated(counts: Map<string, number>): Map<string, number> {
  for (const [term, count] of counts) if (count < 2) counts.delete(term);
  return counts;
}

const sorted = <Value>(entries: (readonly [string, Value])[]): Record<string, Value> =>
  Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
