/** A list that spreadsheets open as it is: in UTF-8 with its mark, and with nothing in it that they would take for a formula. */
export function linkList(header: string[], rows: string[][]): Blob {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const lines = [header, ...rows].map((row) => row.map(cell).join(','));
  return new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
}
