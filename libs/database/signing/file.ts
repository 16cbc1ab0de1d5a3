import { closeSync, createReadStream, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readdirSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes after which the signatures go on in a new file. */
const segmentBytes = 32 * 1024 * 1024;

const feed = 0x0a;

/** Appends a line to the signatures in a folder and waits until it lies on the disk. What a killed program left of a line is taken away first. */
export function appendLine(folder: string, n: number, text: string, most = segmentBytes): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const last = segmentsIn(folder).at(-1);
  const fresh = last === undefined || statSync(join(folder, last)).size >= most;
  const file = openSync(join(folder, fresh ? `signatures-${String(n).padStart(9, '0')}.jsonl` : last), 'a+', 0o600);
  try {
    const end = endOfLines(file);
    ftruncateSync(file, end);
    const line = Buffer.from(`${text}\n`);
    const written = writeSync(file, line);
    if (written !== line.length) throw new Error('The disk did not take the whole line.');
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (fresh) syncFolder(folder);
}

/** The last whole line of the signatures in a folder; undefined where there is none. */
export function lastLine(folder: string): string | undefined {
  for (const segment of segmentsIn(folder).reverse()) {
    const file = openSync(join(folder, segment), 'r');
    try {
      const end = endOfLines(file);
      if (end > 0) return read(file, startOfLine(file, end - 1), end - 1).toString('utf8');
    } finally {
      closeSync(file);
    }
  }
  return undefined;
}

/** The whole lines of the signatures in a folder, from the first to the last. */
export async function* linesIn(folder: string): AsyncGenerator<string> {
  for (const segment of segmentsIn(folder)) {
    let rest = '';
    for await (const chunk of createReadStream(join(folder, segment), { encoding: 'utf8' }) as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  }
}

/** The files of the signatures, in order; each is named by its first line. */
function segmentsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^signatures-\d{9}\.jsonl$/.test(name)).sort(); // oxfmt-ignore
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Where the last whole line ends, its line feed included. */
const endOfLines = (file: number): number => startOfLine(file, fstatSync(file).size);

/** Where the line begins that `before` lies in. */
function startOfLine(file: number, before: number): number {
  const step = 65_536;
  for (let to = before; to > 0; to -= step) {
    const from = Math.max(0, to - step);
    const at = read(file, from, to).lastIndexOf(feed);
    if (at >= 0) return from + at + 1;
  }
  return 0;
}

function read(file: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from);
  readSync(file, bytes, 0, bytes.length, from);
  return bytes;
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
