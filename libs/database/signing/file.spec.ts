import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendLine, lastLine, linesIn } from './file.js';
import { keyAt, readKey } from './key.js';
import { digestOfLine, isSigned, readLine, writeLine } from './line.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-spec-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const all = async () => {
  const lines: string[] = [];
  for await (const line of linesIn(folder)) lines.push(line);
  return lines;
};
const fileOf = (n: number) => join(folder, `signatures-${String(n).padStart(9, '0')}.jsonl`);

describe('the file of the signatures', () => {
  it('is empty where there is none', async () => {
    expect([lastLine(join(folder, 'none')), await all()]).toEqual([undefined, []]);
  });

  it('is for its owner alone, and goes on in a new file once one is large enough', async () => {
    for (let n = 1; n <= 7; n++) appendLine(folder, n, `line ${n} ${'x'.repeat(40)}`, 100);
    expect(readdirSync(folder).sort()).toEqual([1, 4, 7].map((n) => fileOf(n).slice(folder.length + 1)));
    expect((await all()).map((line) => line.slice(0, 6))).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `line ${n}`));
    expect(lastLine(folder)).toMatch(/^line 7/);
    expect(statSync(fileOf(1)).mode & 0o777).toBe(0o600);
  });

  it('is rid of a line that was torn at any place, before the next is written', async () => {
    appendLine(folder, 1, 'first');
    appendLine(folder, 2, 'second');
    const whole = readFileSync(fileOf(1));
    for (let torn = 'first\n'.length; torn < whole.length; torn++) {
      truncateSync(fileOf(1), torn);
      expect([lastLine(folder), await all()]).toEqual(['first', ['first']]);
      appendLine(folder, 2, 'second');
      expect(readFileSync(fileOf(1))).toEqual(whole);
    }
  });

  it('is read behind a file in which the only line was torn', () => {
    appendLine(folder, 1, 'first', 1);
    appendFileSync(fileOf(2), 'sec');
    expect(lastLine(folder)).toBe('first');
    appendLine(folder, 2, 'second');
    expect([lastLine(folder), readFileSync(fileOf(2), 'utf8')]).toEqual(['second', 'second\n']);
  });

  it('holds lines that are longer than one look at its end', () => {
    appendLine(folder, 1, 'a'.repeat(200_000));
    appendLine(folder, 2, 'b'.repeat(200_000));
    expect(lastLine(folder)).toBe('b'.repeat(200_000));
  });
});

describe('the key', () => {
  it('is made once, for its owner alone', () => {
    const path = join(folder, 'key.pem');
    expect(readKey(path)).toBeUndefined();
    const { name } = keyAt(path);
    expect(name).toMatch(/^[\w-]{43}$/);
    expect([keyAt(path).name, readKey(path)!.name, readdirSync(folder)]).toEqual([name, name, ['key.pem']]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is told where a file holds something else', () => {
    appendFileSync(join(folder, 'key.pem'), 'no key');
    expect(() => keyAt(join(folder, 'key.pem'))).toThrow();
  });
});

describe('a line', () => {
  const hash = Buffer.alloc(32, 7);
  const line = { n: 3, at: new Date('2026-03-02T01:00:00.125Z'), previous: digestOfLine(''), heads: [{ chain: 'a', number: '1', n: 2, hash, marks: [hash.subarray(0, 6), hash.subarray(6, 12)] }, { chain: 'b', number: null, n: 1, hash, marks: [hash.subarray(0, 6)] }] }; // oxfmt-ignore

  it('is read as it was written, and bears its signature', () => {
    const key = keyAt(join(folder, 'key.pem'));
    const text = writeLine(line, key);
    const read = readLine(text)!;
    expect(read).toEqual({ ...line, key: key.name });
    expect(isSigned(text, read)).toBe(true);
  });

  it('does not bear it once anything in it is another', () => {
    const text = writeLine(line, keyAt(join(folder, 'key.pem')));
    for (let at = 0; at < text.length; at++) {
      const turned = text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1);
      const read = readLine(turned);
      // The last character of a signature has bits that mean nothing.
      if (read && at < text.length - 3) expect([at, isSigned(turned, read)]).toEqual([at, false]);
    }
  });

  it.each(['', '{', 'null', '{"n":1}', '[]', '{"n":1,"heads":[null],"signature":""}'])('%j is none', (text) => {
    expect(readLine(text)).toBeUndefined();
  });
});
