import type { Words } from '#domain/language';
import { columnsOf, importSheets, namedBy, type SheetKey } from './import-columns.js';
import type { Sheet } from './workbook.js';

/** What is wrong with one cell. */
export interface CellError {
  column: string;
  /** As a spreadsheet names it: `C17`. */
  cell: string;
  code: string;
  message: Words;
}

/** What a row would change of something that is there already. */
export interface CellChange {
  column: string;
  from?: string;
  to: string;
}

/** One row of an import, with what comes of it. */
export interface ImportRow {
  sheet: SheetKey;
  row: number;
  /** What its cells say, by the key of their column. */
  texts: Record<string, string>;
  changes: CellChange[];
  errors: CellError[];
  effect: 'add' | 'change' | 'same' | 'refused';
  /** Notes what is wrong in a column. */
  refuse(column: string, code: string, message: Words): void;
}

const letterOf = (place: number): string => (place < 26 ? String.fromCharCode(65 + place) : `A${String.fromCharCode(39 + place)}`);

/** The rows of a workbook that are to be imported, with the faults that need no record to be seen. */
export function rowsIn(sheets: Sheet[]): ImportRow[] {
  return (Object.keys(importSheets) as SheetKey[]).flatMap((key) => sheets.filter(({ name }) => namedBy(name, importSheets) === key).flatMap((sheet) => rowsOf(key, sheet)));
} // oxfmt-ignore

function rowsOf(key: SheetKey, { rows: [header, ...rows] }: Sheet): ImportRow[] {
  if (!header) return [];
  const columns = columnsOf(key);
  const places = new Map<string, number>();
  const head = newRow(key, header.row, places);
  const unknown: CellError[] = [];
  header.texts.forEach((text, place) => {
    const column = text && namedBy(text, columns);
    if (column && !places.has(column)) places.set(column, place);
    else if (text) unknown.push({ column: text, cell: `${letterOf(place)}${header.row}`, code: 'unknown-column', message: column ? twice : unknownColumn });
  });
  for (const [column, { required }] of Object.entries(columns))
    if (required && !places.has(column))
      head.errors.push({ column, cell: `${letterOf(header.texts.length)}${header.row}`, code: 'missing-column', message: missing });
  head.errors.push(...unknown);
  if (head.errors.length > 0) return [{ ...head, effect: 'refused' }];
  return rows.map(({ row, texts, formulas, noTexts }) => {
    const made = newRow(key, row, places);
    for (const [column, place] of places) {
      if (formulas.includes(place)) made.refuse(column, 'formula', { zh: '公式不会计算，请改为文字。', en: 'Formulas are not computed: write what it comes to.' });
      made.texts[column] = texts[place] ?? '';
      if (failed.test(made.texts[column])) made.refuse(column, 'failed-cell', { zh: '单元格里是错误值，请改为文字。', en: 'The cell holds an error of the spreadsheet: write what it should be.' });
      if (nameColumns.has(column) && noTexts.includes(place)) made.refuse(column, 'no-name', { zh: '日期或逻辑值不是名称，请改为文字。', en: 'A date or a truth value is no name: write it as text.' });
      else if (column === 'name' && made.texts.name && !/\p{L}/u.test(made.texts.name)) made.refuse(column, 'no-name', { zh: '数字或日期不是名称，请核对这一格。', en: 'A number or a date is no name: check this cell.' });
      if (columns[column]!.required && !made.texts[column] && !formulas.includes(place)) made.refuse(column, 'isNotEmpty', { zh: '请填写此项。', en: 'Please fill this in.' });
    }
    return made;
  }); // oxfmt-ignore
}

/** The columns that take any text for a name. In the others, what is no text is found wrong for what it says. */
const nameColumns = new Set(['name', 'shortName', 'nameEn', 'login']);

/** What a spreadsheet shows where it could not compute or find something. */
const failed = /^#(N\/A|NAME\?|GETTING_DATA|DIV\/0!|[A-Z]+!)$/;

const missing: Words = { zh: '缺少这一列，可以补在这里。', en: 'This column is missing: it may be added here.' };
const unknownColumn: Words = { zh: '没有这一列，请对照模板。', en: 'There is no such column: compare with the template.' };
const twice: Words = { zh: '这一列出现了两次。', en: 'This column is there twice.' };

function newRow(sheet: SheetKey, row: number, places: Map<string, number>): ImportRow {
  const made: ImportRow = {
    sheet,
    row,
    texts: {},
    changes: [],
    errors: [],
    effect: 'same',
    refuse: (column, code, message) => {
      made.effect = 'refused';
      made.errors.push({ column, cell: `${letterOf(places.get(column)!)}${row}`, code, message });
    },
  };
  return made;
}
