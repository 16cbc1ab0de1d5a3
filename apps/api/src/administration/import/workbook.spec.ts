import { expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { importTemplate } from './import-template.js';
import { rowsIn } from './import-rows.js';
import { bounds, readWorkbook } from './workbook.js';

const written = async (fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> => {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('People'));
  return Buffer.from(await workbook.xlsx.writeBuffer());
};

it('reads texts, numbers, dates and marked-up texts as people see them', async () => {
  const content = await written((sheet) => {
    sheet.addRow(['a ', 320300, true, new Date('2026-11-20T00:00:00Z')]);
    sheet.getCell('A3').value = { richText: [{ text: '徐州' }, { text: '市', font: { bold: true } }] };
    sheet.getCell('C3').value = { text: 'one@city.example', hyperlink: 'mailto:one@city.example' };
    sheet.getCell('A4').value = '\u0000';
    sheet.getCell('A5').value = '张\u202e三\u200b\u3164\n';
    sheet.getCell('B5').value = { error: '#N/A' };
  });
  expect(await readWorkbook(content)).toEqual([
    {
      name: 'People',
      rows: [
        { row: 1, texts: ['a', '320300', 'true', '2026-11-20'], formulas: [], noTexts: [2, 3] },
        { row: 3, texts: ['徐州市', '', 'one@city.example'], formulas: [], noTexts: [] },
        { row: 5, texts: ['张三', '#N/A'], formulas: [], noTexts: [] },
      ],
    },
  ]);
});

it('computes no formula and believes no result of one', async () => {
  const content = await written((sheet) => {
    sheet.addRow(['姓名', 'Log-in name', '所属单位 Organisation']);
    sheet.getCell('A2').value = { formula: 'HYPERLINK("http://elsewhere.example","x")', result: '张某', date1904: false };
    sheet.getCell('B2').value = 'zhang';
    sheet.getCell('C2').value = '徐州市';
  });
  const [row] = rowsIn(await readWorkbook(content));
  expect(row).toMatchObject({ row: 2, effect: 'refused', texts: { name: '', login: 'zhang' }, errors: [{ column: 'name', cell: 'A2', code: 'formula' }] });
  expect(row!.errors).toHaveLength(1);
});

it('takes what a spreadsheet could not find for no name', async () => {
  const content = await written((sheet) => {
    sheet.addRow(['姓名', 'Log-in name', '所属单位 Organisation']);
    sheet.addRow([{ error: '#N/A' }, 'zhang', '#REF!']);
    sheet.addRow(['#SPILL!', 'wang', '市纪委']);
  });
  expect(rowsIn(await readWorkbook(content)).flatMap(({ errors }) => errors)).toMatchObject([
    { cell: 'A2', code: 'failed-cell' },
    { cell: 'C2', code: 'failed-cell' },
    { cell: 'A3', code: 'failed-cell' },
  ]);
});

it('takes a date or a truth value for no name', async () => {
  const content = await written((sheet) => {
    sheet.addRow(['姓名', 'Log-in name', '所属单位 Organisation']);
    sheet.addRow(['赵某', new Date('2026-01-01T00:00:00Z'), '徐州市']);
    sheet.addRow(['钱某', true, '徐州市']);
    sheet.addRow([true, 320300, '徐州市']);
    sheet.addRow([new Date('2026-01-01T00:00:00Z'), '2026-01-01', '徐州市']);
  });
  expect(rowsIn(await readWorkbook(content)).flatMap(({ errors }) => errors)).toMatchObject([
    { column: 'login', cell: 'B2', code: 'no-name' },
    { column: 'login', cell: 'B3', code: 'no-name' },
    { column: 'name', cell: 'A4', code: 'no-name' },
    { column: 'name', cell: 'A5', code: 'no-name' },
  ]);
});

it('gives a template that can be read, and holds nothing to import yet', async () => {
  const sheets = await readWorkbook(await importTemplate());
  expect(sheets.map(({ name }) => name)).toEqual(['单位 Organisations', '人员 People', '说明 Notes']);
  expect(rowsIn(sheets)).toEqual([]);
});

it.each([
  ['no zip', Buffer.from('a,b,c\n1,2,3\n')],
  ['nothing', Buffer.alloc(0)],
  ['half of one', (await importTemplate()).subarray(0, 3000)],
])('refuses %s', async (_, content) => {
  await expect(readWorkbook(content)).rejects.toMatchObject({ reason: 'unreadable' });
});

it('unpacks no bomb', async () => {
  const zip = await JSZip.loadAsync(await importTemplate());
  zip.file('xl/worksheets/sheet1.xml', Buffer.alloc(bounds.unpacked + 1, 32), { compression: 'DEFLATE' });
  const bomb = await zip.generateAsync({ type: 'nodebuffer' });
  expect(bomb.length).toBeLessThan(200_000);
  await expect(readWorkbook(bomb)).rejects.toMatchObject({ reason: 'too-large' });
}, 30_000);

it.each<[string, (sheet: ExcelJS.Worksheet) => void]>([
  ['a row too far down', (sheet) => (sheet.getCell(`A${bounds.rows + 2}`).value = 'x')],
  ['too many columns', (sheet) => sheet.addRow(Array.from({ length: bounds.columns + 1 }, () => 'x'))],
])(
  'refuses %s',
  async (_, fill) => {
    await expect(readWorkbook(await written(fill))).rejects.toMatchObject({ reason: 'too-large' });
  },
  30_000,
);

it('cuts a cell that is longer than any column takes, so that its row can be refused by name', async () => {
  const [sheet] = await readWorkbook(await written((filled) => filled.addRow(['x'.repeat(bounds.characters + 1), 'y'])));
  expect(sheet!.rows.at(-1)).toMatchObject({ texts: ['x'.repeat(bounds.characters), 'y'] });
});
