import { WrongFile } from './wrong-file.js';

/** Decodes a file that is UTF-8 with or without BOM, or GB18030. Which of the two is told by its rows: a row of one is seldom a row of the other. */
export function decode(bytes: Buffer, file: string): string {
  if (bytes.length === 0) throw new WrongFile(file, 'it is empty; a header row is wanted.');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new WrongFile(file, 'it is UTF-16; save it as UTF-8 or GB18030.');
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== undefined) return utf8.replace(/^\ufeff/, '');

  const { sound, broken, first } = judgeLines(bytes);
  // Where most rows that could tell are sound UTF-8, it is UTF-8 with a broken row; otherwise it is something else throughout.
  if (sound > broken) throw new WrongFile(file, 'it is not UTF-8, as the other rows are.', first);
  const gb18030 = tryDecode(bytes, 'gb18030');
  if (gb18030 !== undefined) return gb18030.replace(/^\ufeff/, '');
  throw new WrongFile(file, 'it is neither UTF-8 nor GB18030.', firstBroken(bytes, 'gb18030'));
}

function tryDecode(bytes: Buffer, encoding: 'utf-8' | 'gb18030'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

interface Place {
  row: number;
  column?: string;
}

/** Counts the lines beyond ASCII that are UTF-8 and those that are not. */
function judgeLines(bytes: Buffer): { sound: number; broken: number; first: Place } {
  let sound = 0;
  let broken = 0;
  for (const { line } of linesOf(bytes)) {
    if (!line.some((byte) => byte > 0x7f)) continue;
    if (tryDecode(line, 'utf-8') === undefined) broken++;
    else sound++;
  }
  return { sound, broken, first: firstBroken(bytes, 'utf-8') };
}

/** Where the first bytes lie that an encoding does not have. */
function firstBroken(bytes: Buffer, encoding: 'utf-8' | 'gb18030'): Place {
  let header: string[] = [];
  let row = 0;
  let quoted = false;
  for (const { line } of linesOf(bytes)) {
    if (!quoted) row++;
    const text = new TextDecoder(encoding).decode(line);
    if (row === 1) header = text.replace(/^\ufeff/, '').split(',');
    if (tryDecode(line, encoding) === undefined) {
      const before = new TextDecoder(encoding).decode(line).split('\ufffd')[0]!;
      const column = header[before.replace(/"[^"]*("|$)/g, '').split(',').length - 1];
      return { row, ...(column && { column }) };
    }
    if ((text.match(/"/g)?.length ?? 0) % 2 === 1) quoted = !quoted;
  }
  return { row };
}

function* linesOf(bytes: Buffer): Generator<{ line: Buffer }> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from);
    const to = end < 0 ? bytes.length : end;
    yield { line: bytes.subarray(from, to) };
    from = to + 1;
  }
}
