import type ExcelJS from 'exceljs';
import type { Words } from '#domain/language';
import { organizationKinds } from '#domain/organizations';
import { roles } from '#domain/roles';
import { columnsOf, importSheets, inBoth, type SheetKey } from './import-columns.js';

const notes: Words = { zh: '说明', en: 'Notes' };
const lastRow = 10_001;

/** The workbook in which organisations and people are written for an import, with what is to be written where. */
export async function importTemplate(): Promise<Buffer> {
  const { default: excel } = await import('exceljs'); // needed once in a while, and long to load
  const workbook = new excel.Workbook();
  for (const key of Object.keys(importSheets) as SheetKey[]) addSheet(workbook, key);
  const sheet = workbook.addWorksheet(inBoth(notes));
  sheet.columns = [{ width: 34 }, { width: 70 }, { width: 90 }];
  const line = (...texts: string[]) => sheet.addRow(texts);
  const head = (words: Words) => (line(''), (line(inBoth(words)).font = { bold: true }));
  for (const key of Object.keys(importSheets) as SheetKey[]) {
    head(importSheets[key]);
    for (const { about, ...column } of Object.values(columnsOf(key))) line(inBoth(column), about.zh, about.en);
  }
  head({ zh: '类型', en: 'Kinds' });
  for (const kind of Object.values(organizationKinds)) line(kind.zh, kind.en);
  head({ zh: '角色', en: 'Roles' });
  for (const role of Object.values(roles)) line(role.zh, role.en);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function addSheet(workbook: ExcelJS.Workbook, key: SheetKey): void {
  const columns = columnsOf(key);
  const sheet = workbook.addWorksheet(inBoth(importSheets[key]), { views: [{ state: 'frozen', ySplit: 1 }] });
  // Codes are texts: a spreadsheet would take away their zeros.
  sheet.columns = Object.values(columns).map((column) => ({ header: inBoth(column), width: 28, style: { numFmt: '@' } }));
  sheet.getRow(1).font = { bold: true };
  const kinds = Object.keys(columns).indexOf('kind');
  if (kinds >= 0) offer(sheet, String.fromCharCode(65 + kinds), Object.values(organizationKinds).map(({ zh }) => zh)); // oxfmt-ignore
}

/** Offers the choices in a column; a spreadsheet takes at most 255 characters of them. */
function offer(sheet: ExcelJS.Worksheet, column: string, choices: string[]): void {
  const { dataValidations } = sheet as ExcelJS.Worksheet & { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } };
  dataValidations.add(`${column}2:${column}${lastRow}`, { type: 'list', allowBlank: true, formulae: [`"${choices.join(',')}"`] });
}
