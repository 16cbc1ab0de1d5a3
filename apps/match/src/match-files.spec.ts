import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { generateFindings, styles } from '../../../test/bench/matching/findings/generate.js';
import { csvCell } from './csv.js';
import { matchFiles, type MatchFilesOptions } from './match-files.js';

jest.setTimeout(120_000);

const set = generateFindings(styles[1]!, 5, 40);
const csv = (rows: readonly Record<string, string>[], columns: readonly string[] = set.columns) =>
  [columns.join(','), ...rows.map((row) => columns.map((name) => csvCell(row[name]!)).join(','))].join('\n');
/** 县 and other characters as GB18030 writes them; Node.js only reads it. */
const gb18030 = (text: string): Buffer => {
  const codes = new Map<string, number>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), (high << 8) | low);
  return Buffer.from(
    [...text].flatMap((character) => (character < '\x80' ? [character.charCodeAt(0)] : [codes.get(character)! >> 8, codes.get(character)! & 0xff])),
  );
};

describe('npm run match', () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  let printed: string[];
  let said: string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'match-'));
    writeFileSync(file('a.csv'), `\ufeff${csv(set.a)}`);
    writeFileSync(file('b.csv'), csv(set.b));
    writeFileSync(
      file('links.csv'),
      csv(
        set.links.map(({ a, b, relation }) => ({ a_id: a, b_id: b, relation })),
        ['a_id', 'b_id', 'relation'],
      ),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = 0;
  });

  async function run(options: Partial<MatchFilesOptions>): Promise<void> {
    printed = [];
    said = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    process.exitCode = 0;
    rmSync(file('out.csv'), { force: true });
    await matchFiles({ a: file('a.csv'), b: file('b.csv'), out: file('out.csv'), assignment: 'n:m', ...options });
    jest.restoreAllMocks();
  }

  /** What is said of a file that was changed, after which nothing must have been written. */
  async function complaint(content: string | Buffer, options: Partial<MatchFilesOptions> = {}): Promise<string> {
    writeFileSync(file('bad.csv'), content);
    await run({ a: file('bad.csv'), ...options });
    expect(process.exitCode).toBe(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('out.csv'))).toEqual([]);
    expect(printed).toEqual([]);
    return said.join('').replace(file('bad.csv'), 'bad.csv');
  }

  it('writes the links of a first round that is too small to learn from, and measures them', async () => {
    const [link] = set.links;
    await run({ links: file('links.csv'), explain: `${link!.a},${link!.b}`, saveModel: file('model.json') });
    const report = JSON.parse(printed.join('')) as Record<string, any>;
    expect(report).toMatchObject({ rows: { a: set.a.length, b: set.b.length }, model: 'shipped' });
    expect(report['measures']['n:m'].precision).toBeGreaterThan(0.8);
    expect(report['measures']['n:m'].recall).toBeGreaterThan(0.6);
    expect(report['explanation'].sentence.zh).toMatch(/^两条/);
    const [header, first] = readFileSync(file('out.csv'), 'utf8').split('\n');
    expect(header).toBe('a_id,b_id,probability,relation');
    expect(first).toMatch(/^A\d+,B\d+,[01]\.\d{6},(corroborate|contradict_amount|contradict_date|part_of)$/);

    const before = readFileSync(file('out.csv'), 'utf8');
    await run({ model: file('model.json') });
    expect(readFileSync(file('out.csv'), 'utf8')).toBe(before);
    expect(JSON.parse(printed.join(''))).toMatchObject({ model: 'stored' });
  });

  it('reads GB18030 as it reads UTF-8', async () => {
    await run({});
    const before = readFileSync(file('out.csv'), 'utf8');
    writeFileSync(file('gb.csv'), gb18030(csv(set.a)));
    await run({ a: file('gb.csv') });
    expect(readFileSync(file('out.csv'), 'utf8')).toBe(before);
  });

  it('reads GB18030 with a BOM', async () => {
    await run({});
    const before = readFileSync(file('out.csv'), 'utf8');
    writeFileSync(file('gb.csv'), Buffer.concat([Buffer.of(0x84, 0x31, 0x95, 0x33), gb18030(csv(set.a))]));
    await run({ a: file('gb.csv') });
    expect(readFileSync(file('out.csv'), 'utf8')).toBe(before);
  });

  it('never writes over a file that it reads', async () => {
    const before = readFileSync(file('a.csv'));
    await run({ out: file('a.csv') });
    expect(process.exitCode).toBe(1);
    expect(said.join('')).toBe(`${file('a.csv')}: it is read, so that the links cannot be written there.\n`);
    await run({ saveModel: join(folder, '.', 'a.csv') });
    expect(process.exitCode).toBe(1);
    expect(readFileSync(file('a.csv'))).toEqual(before);
  });

  it('knows at once where it cannot write', async () => {
    const at = join(folder, 'nowhere', 'out.csv');
    await run({ a: file('nothing.csv'), out: at });
    expect(process.exitCode).toBe(1);
    expect(said.join('')).toBe(`${at}: it cannot be written (ENOENT).\n`);
    await run({ a: file('nothing.csv'), saveModel: folder });
    expect(said.join('')).toBe(`${folder}: it cannot be written (EISDIR).\n`);
  });

  it('names file, row and column of what is wrong, and leaves no file behind', async () => {
    const rows = csv(set.a).split('\n');
    const many = [rows[0]!, ...Array.from({ length: 5_000 }, (_, n) => rows[1]!.replace(set.a[0]!['id']!, `x${n}`))];
    expect(await complaint(many.with(4_816, many[4_816]!.replace(/,[^,]*,[^,]*$/, '')).join('\n'))).toBe(
      'bad.csv, row 4817, column "counterparty": it has 10 cells, and the header has 12.\n',
    );
    const bytes = Buffer.from(many.join('\n'));
    const at = bytes.indexOf(`\nx4815,`) + 8;
    expect(await complaint(Buffer.concat([bytes.subarray(0, at), Buffer.of(0xff), bytes.subarray(at)]))).toBe(
      'bad.csv, row 4817, column "unit": it is not UTF-8, as the other rows are.\n',
    );
    expect(await complaint(many.with(20, many[30]!).join('\n'))).toBe('bad.csv, row 31, column "id": the id x29 was given to row 21 already.\n');
    expect(await complaint(many.with(20, many[20]!.replace('x19', '')).join('\n'))).toBe('bad.csv, row 21, column "id": the id is missing.\n');
    expect(await complaint(rows.with(0, rows[0]!.replace('amount', 'sum')).join('\n'))).toBe(
      'bad.csv, row 1, column "amount": the header lacks this column, which the schema "findings" reads.\n',
    );
    expect(await complaint(`${rows[0]}\nx1,"never closed`)).toBe('bad.csv, row 2, column "unit": a quotation mark is opened and never closed.\n');
    expect(await complaint('')).toBe('bad.csv: it is empty; a header row is wanted.\n');
    expect(await complaint('', { a: file('nothing.csv') })).toBe(`${file('nothing.csv')}: there is no such file.\n`);
    expect(await complaint('{"format": 1}', { a: file('a.csv'), schema: file('bad.csv') })).toBe('bad.csv: format: "liandong-matching-schema/1" is wanted\n');
    expect(await complaint('a', { a: file('a.csv'), schema: 'toString' })).toMatch(/^toString: there is no such file, and no preset of this name/);
    expect(await complaint([rows[0]!, rows[1]!, '', '', rows[1]!].join('\n'))).toMatch(/^bad\.csv, row 5, column "id": .* was given to row 2 already\.\n$/);
    expect(await complaint([rows[0]!, '', rows[1]!, 'x1,short'].join('\n'))).toMatch(/^bad\.csv, row 4, column /);
    const [link] = set.links;
    const known = { a: file('a.csv'), links: file('bad.csv') };
    expect(await complaint(`a_id,b_id\n${link!.a},${link!.b}\nA0,${link!.b}\n`, known)).toBe(
      'bad.csv, row 3, column "a_id": there is no record A0 in table a.\n',
    );
    expect(await complaint(`a_id,b_id\n${link!.a},\n`, known)).toBe('bad.csv, row 2, column "b_id": the id is missing.\n');
    expect(existsSync(file('out.csv'))).toBe(false);
  });
});
