import { inflateRawSync, inflateSync } from 'node:zlib';

/** What is base64 of these bytes wherever they stand in a longer text: without the characters that their neighbours have a part in. */
function base64Within(bytes: Buffer, encoding: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString(encoding)
      .replace(/=+$/, '');
    const whole = Math.floor((before + bytes.length) / 3) * 4;
    return text.slice(before === 0 ? 0 : before + 1, whole);
  });
}

const escaped = (word: string) => word.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A word in every form in which a program may have written it down: as it is, in UTF-16, escaped for JSON or for an address, in hexadecimal, in base64 at any place. */
export function formsOf(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  const texts = [
    escaped(word), encodeURIComponent(word), bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64Within(bytes, 'base64'), ...base64Within(bytes, 'base64url'),
  ]; // oxfmt-ignore
  const wide = Buffer.from(word, 'utf16le');
  const forms = [bytes, wide, Buffer.from(wide).swap16(), ...[...new Set(texts)].map((text) => Buffer.from(text))];
  return forms.filter((form, at) => forms.findIndex((other) => other.equals(form)) === at);
}

const compressed = [
  { magic: Buffer.from('1f8b08', 'hex'), open: gunzip },
  { magic: Buffer.from('789c', 'hex'), open: inflateSync },
];
const zstd = Buffer.from('28b52ffd', 'hex');

/** The first member of what begins with the head of a gzip; whatever follows it is left alone. */
function gunzip(bytes: Buffer): Buffer {
  const named = (bytes[3]! & 8) !== 0;
  return inflateRawSync(bytes.subarray(named ? bytes.indexOf(0, 10) + 1 : 10));
}

/** What lies compressed within these bytes. @throws where it is zstd, which cannot be looked into */
function inner(bytes: Buffer): Buffer[] {
  if (bytes.includes(zstd)) throw new Error('Something is compressed by zstd, and cannot be searched.');
  const found: Buffer[] = [];
  for (const { magic, open } of compressed)
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
      try {
        found.push(open(bytes.subarray(at)));
      } catch {
        // just these bytes by chance
      }
    }
  return found;
}

/** Which of the words stand in these bytes, in whatever form. */
export function wordsIn(bytes: Buffer, words: string[]): string[] {
  const all = [bytes, ...inner(bytes)];
  return words.filter((word) => formsOf(word).some((form) => all.some((part) => part.includes(form))));
}
