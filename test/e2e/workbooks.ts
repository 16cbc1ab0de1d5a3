import ExcelJS from 'exceljs';

/** The template with these rows in it, as a person would fill it in. */
export async function filled(template: Buffer, { organizations = [], people = [] }: { organizations?: string[][]; people?: string[][] }): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(template as unknown as ExcelJS.Buffer, { ignoreNodes: ['dataValidations'] });
  const rows = { '单位 Organisations': organizations, '人员 People': people };
  for (const [name, lines] of Object.entries(rows)) lines.forEach((line, n) => (workbook.getWorksheet(name)!.getRow(n + 2).values = line));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
