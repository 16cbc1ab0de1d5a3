import { WrongFile } from './wrong-file.js';

/** A row as a spreadsheet shows it: row 1 is the header, and empty rows count. */
export interface CsvRow {
  number: number;
  cells: string[];
}

/** Rows of cells as a CSV file has them (RFC 4180); rows that are empty are left out. @throws WrongFile */
export function parseCsv(text: string, file: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let number = 1;
  const headerEnd = text.search(/[\r\n]/);
  const separator = separatorOf(headerEnd < 0 ? text : text.slice(0, headerEnd));
  let cells: string[] = [];
  let at = 0;
  const wrong = (problem: string) =>
    new WrongFile(file, problem, { row: number, ...(rows[0]?.cells[cells.length] && { column: rows[0].cells[cells.length] }) });
  const endRow = () => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ number, cells });
    number++;
    cells = [];
  };
  while (at < text.length) {
    if (text[at] === '"') {
      let value = '';
      for (;;) {
        const quote = text.indexOf('"', at + 1);
        if (quote < 0) throw wrong('a quotation mark is opened and never closed.');
        value += text.slice(at + 1, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        value += '"';
      }
      cells.push(value);
      if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') throw wrong('there is text behind a closing quotation mark.');
    } else {
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
      cells.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length) break;
    if (text[at] === separator) {
      at++;
      if (at === text.length) cells.push('');
      continue;
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    endRow();
  }
  if (cells.length > 0) endRow();
  return rows;
}

/** A comma; a semicolon or a tab where the header has those and no comma. */
const separatorOf = (header: string): string => (header.includes(',') ? ',' : header.includes('\t') ? '\t' : header.includes(';') ? ';' : ',');

/** A cell as it is written. */
export const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
