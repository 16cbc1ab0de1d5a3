import { deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { wordsIn } from './word-forms.js';

const word = '金丝雀-canary';
const around = (form: string | Buffer, before = 7) => Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(form), Buffer.from('yz')]);
const found = (bytes: Buffer) => wordsIn(bytes, [word, 'another']);

it.each([
  ['as it is', around(word)],
  ['in UTF-16', around(Buffer.from(word, 'utf16le'))],
  ['in UTF-16, the high byte first', around(Buffer.from(word, 'utf16le').swap16())],
  ['escaped', around('\\u91d1\\u4e1d\\u96c0-canary')],
  ['in an address', around(encodeURIComponent(word))],
  ['in hexadecimal', around(Buffer.from(word).toString('hex'))],
  ['in base64', Buffer.from(around(word, 6).toString('base64'))],
  ['in base64, one further', Buffer.from(around(word, 7).toString('base64'))],
  ['in base64, two further', Buffer.from(around(word, 8).toString('base64url'))],
  ['compressed', around(gzipSync(around(word)))],
  ['compressed, without a head', around(deflateSync(around(word)))],
])('a word is found %s', (_, bytes) => {
  expect(found(bytes)).toEqual([word]);
});

it('is not found where it is not, and what cannot be looked into is no good sign', () => {
  expect(found(around('金丝雀 canary'))).toEqual([]);
  expect(() => found(around(Buffer.from('28b52ffd', 'hex')))).toThrow('zstd');
});
