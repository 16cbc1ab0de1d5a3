import { type Language, say } from '#domain/language';
import { type Role, roles } from '#domain/roles';
import type { FieldError } from '../../http/problem.js';
import { columnsOf, type SheetKey } from './import-columns.js';
import type { ImportReport, ImportRowView, ImportSums } from './import.dto.js';
import type { ImportRow } from './import-rows.js';
import type { MadeLink } from './import-writing.js';

/** How many errors an answer that refuses a file lists; a dry run tells all. */
const mostErrors = 200;

/** What comes of each row, for its reader. */
export function reportOf(rows: ImportRow[], language: Language, dryRun: boolean, links: MadeLink[] = []): ImportReport {
  const sums = (sheet: SheetKey): ImportSums => {
    const count = (effect: ImportRow['effect']) => rows.filter((row) => row.sheet === sheet && row.effect === effect).length;
    return { add: count('add'), change: count('change'), same: count('same'), refused: count('refused') };
  };
  return { dryRun, organizations: sums('organizations'), people: sums('people'), rows: rows.map((row) => viewOf(row, language)), links };
}

function viewOf({ sheet, row, texts, effect, changes, errors }: ImportRow, language: Language): ImportRowView {
  const nameOf = (column: string) => {
    const known = columnsOf(sheet)[column];
    return known ? say(known, language) : column;
  };
  const said = (column: string, text: string) => (column === 'roles' && text in roles ? say(roles[text as Role], language) : text);
  return {
    sheet,
    row,
    label: [texts.name, texts.login].filter(Boolean).join(' '),
    place: texts.above ?? texts.organization ?? '',
    effect,
    changes: changes.map(({ column, from, to }) => ({ column, name: nameOf(column), from, to: said(column, to) })),
    errors: errors.map(({ column, cell, code, message }) => ({ column, name: nameOf(column), cell, code, message: say(message, language) })),
  };
}

/** The same as errors of a request: `people.17.login` is the column login of row 17 of the sheet People. */
export const errorsOf = (rows: ImportRow[]): FieldError[] =>
  rows
    .flatMap(({ sheet, row, errors }) => errors.map(({ column, code, message }) => ({ field: `${sheet}.${row}.${column}`, code, message })))
    .slice(0, mostErrors);
