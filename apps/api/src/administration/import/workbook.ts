import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { unseen } from '../../http/unseen.js';

/** One row of a sheet, by its number in the file: what its cells say, from column A on. */
export interface SheetRow {
  row: number;
  texts: string[];
  /** The places (from 0) of cells that hold a formula: it is never computed, and what was computed elsewhere is not believed. */
  formulas: number[];
  /** The places of cells that hold a date or a truth value, which a spreadsheet makes of what people type. */
  noTexts: number[];
}

export interface Sheet {
  name: string;
  rows: SheetRow[];
}

/** What an uploaded workbook may hold at most, so that reading it ends soon: bytes unpacked, files in the package, rows and columns of a sheet, characters of a cell. */
export const bounds = { unpacked: 32 * 1024 * 1024, files: 200, rows: 10_000, columns: 40, characters: 1_000 };

export type Refusal = 'unreadable' | 'too-large';

/** A file that is not read. */
export class Unreadable extends Error {
  constructor(readonly reason: Refusal) {
    super(reason);
  }
}

/** Parts of a sheet that are not asked for; some of them would be unfolded cell by cell. */
const ignoreNodes = ['cols', 'mergeCells', 'hyperlinks', 'dataValidations', 'conditionalFormatting', 'rowBreaks', 'picture', 'drawing', 'legacyDrawing', 'tableParts', 'extLst']; // oxfmt-ignore

/** The sheets of an xlsx file as plain texts. @throws Unreadable */
export async function readWorkbook(content: Buffer): Promise<Sheet[]> {
  await mustUnpackSmall(content);
  const workbook = new ExcelJS.Workbook();
  const most = { maxRows: bounds.rows + 1, maxCols: bounds.columns, ignoreNodes };
  await workbook.xlsx.load(content as unknown as ExcelJS.Buffer, most).catch((error: unknown) => {
    throw new Unreadable(/exceeded/.test((error as Error).message) ? 'too-large' : 'unreadable');
  });
  return workbook.worksheets.map((worksheet) => ({ name: worksheet.name, rows: rowsOf(worksheet) }));
}

/** Unpacks the package once, in small pieces and into nothing, before anything is built from it. What a package says of its own size is not believed. */
async function mustUnpackSmall(content: Buffer): Promise<void> {
  const zip = await JSZip.loadAsync(content).catch(() => {
    throw new Unreadable('unreadable');
  });
  const files = Object.values(zip.files).filter(({ dir }) => !dir);
  if (files.length > bounds.files) throw new Unreadable('too-large');
  let left = bounds.unpacked;
  for (const file of files) left -= await sizeOf(file, left);
}

/** How many bytes a file of the package unpacks to. @throws Unreadable as soon as they are more than `most` */
const sizeOf = (file: JSZip.JSZipObject, most: number): Promise<number> =>
  new Promise((resolve, reject) => {
    let size = 0;
    const stream = file.nodeStream();
    stream.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= most) return;
      stream.pause();
      reject(new Unreadable('too-large'));
    });
    stream.on('end', () => resolve(size));
    stream.on('error', () => reject(new Unreadable('unreadable')));
  });

function rowsOf(worksheet: ExcelJS.Worksheet): SheetRow[] {
  const rows: SheetRow[] = [];
  worksheet.eachRow((row, n) => {
    if (n > bounds.rows + 1) throw new Unreadable('too-large');
    const texts: string[] = [];
    const formulas: number[] = [];
    const noTexts: number[] = [];
    row.eachCell((cell, column) => {
      if (column > bounds.columns) throw new Unreadable('too-large');
      if (cell.type === ExcelJS.ValueType.Formula) formulas.push(column - 1);
      else texts[column - 1] = textOf(cell.value);
      if (cell.type === ExcelJS.ValueType.Date || cell.type === ExcelJS.ValueType.Boolean) noTexts.push(column - 1);
    });
    const filled = Array.from(texts, (text) => text ?? '');
    if (formulas.length > 0 || filled.some((text) => text !== '')) rows.push({ row: n, texts: filled, formulas, noTexts });
  });
  return rows;
}

/** What is left out of a cell: what shows nothing, and lone surrogates. */
const dropped = new RegExp(`[\\p{Cs}${unseen}]`, 'gu');

/** What is longer than any column takes is cut there: whoever reads the row refuses it with its cell. */
const textOf = (value: ExcelJS.CellValue): string => plain(value).replace(/\s+/g, ' ').replace(dropped, '').trim().slice(0, bounds.characters);

function plain(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return plain(value.text);
  return 'error' in value ? value.error : '';
}
