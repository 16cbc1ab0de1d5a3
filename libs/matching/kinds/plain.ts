import { fold, foldLatin } from '../normalise/fold.js';
import { asItself, cellOf, itself, type Kind, type Making, missing, sibling } from './kind.js';
import { jaroWinkler, oneEdit } from './strings.js';

const same = { name: 'same', agrees: true, byFrequency: true };
const different = { name: 'different', agrees: false };

/** A name with the set of its letters as bits, by which most pairs are told to differ without comparing them. */
export interface Name {
  text: string;
  letters: number;
}

function nameOf(text: string): Name {
  let letters = 0;
  for (let place = 0; place < text.length; place++) letters |= 1 << (text.charCodeAt(place) & 31);
  return { text, letters };
}

const ones = Uint8Array.from({ length: 1 << 16 }, (_, value) => value.toString(2).replaceAll('0', '').length);
const countOnes = (bits: number): number => ones[bits & 0xffff]! + ones[bits >>> 16]!;

/** Names and words with typing errors. */
export const name = (making: Making): Kind<Name> => ({
  identical: 1,
  levels: [missing, same, { name: 'close', agrees: true }, { name: 'alike' }, different],
  read(row) {
    const text = foldLatin(cellOf(making, 'column', row));
    return text ? nameOf(text) : undefined;
  },
  write: ({ text }) => text,
  compare(a, b) {
    if (a.text === b.text) return 1;
    const [short, long] = a.text.length <= b.text.length ? [a, b] : [b, a];
    const shared = short.text.length - countOnes(short.letters & ~long.letters);
    // Jaro–Winkler is at most this where so many letters can match: below 0.5 of Jaro it stays below 0.8 even with the longest common beginning.
    if ((shared / short.text.length + shared / long.text.length + 1) / 3 < 2 / 3) return 4;
    const likeness = jaroWinkler(a.text, b.text);
    return likeness >= 0.92 ? 2 : likeness >= 0.8 ? 3 : 4;
  },
  keys: { value: itself, start: ({ text }) => [text.slice(0, 4)] },
  term: ({ text }) => text,
});

/** Numbers of documents, postcodes, dates of birth: what is one slip away is probably a slip. */
export const code = (making: Making): Kind<string> => ({
  ...asItself,
  levels: [missing, same, { name: 'slip', agrees: true }, different],
  read: (row) => fold(cellOf(making, 'column', row)).replace(/[^\p{L}\p{N}]/gu, '') || undefined,
  compare: (a, b) => (a === b ? 1 : oneEdit(a, b) ? 2 : 3),
  keys: { value: itself, start: (value) => [value.slice(0, 4)] },
});

/** HT-2021-017-2: the number of a contract, and which of its parts. HT-2021-17 has none: 2021 is the year. */
const partOfContract = /^(.*\d{3,}号?)(?<!(?<!\d)(?:19|20)\d\d)[-_/.(#之]+(\d{1,2})\)?号?$/;

/** 合同HT-2021-017, 未按黔采〔2021〕17号约定: a number that a text names as a contract's. */
const contractInText =
  /(?:[按照据行]?(?:合同|协议)|[按照据行])(?:编?号)?[:(]?((?:[\u4e00-\u9fff]{0,5}[〔[(]20\d\d[〕\])]|[\u4e00-\u9fff]{0,4}[a-z]{1,6}[-a-z]*\d*(?:年?字第)?|[\u4e00-\u9fff]{1,4}字\d*第)[-\d]{2,}号?(?:-\d{1,2})?)/;

/** A number of a contract or a document where the next one is another contract: no slip is forgiven. */
export const reference = (making: Making): Kind<string> => ({
  ...asItself,
  levels: [missing, same, { name: 'part', agrees: true }, sibling, different],
  read(row, text) {
    const folded = (fold(cellOf(making, 'column', row)) || (contractInText.exec(text)?.[1] ?? '')).replace(/^(?:合同编?号|编号|no\.?)[::]?/, '');
    const [, contract = folded, part] = partOfContract.exec(folded) ?? [];
    const bare = contract.replace(/[^\p{L}\p{N}]/gu, '');
    return (part && bare ? `${bare}-${Number(part)}` : bare) || undefined;
  },
  compare(a, b) {
    if (a === b) return 1;
    const [[ofA, partA], [ofB, partB]] = [a.split('-'), b.split('-')];
    return ofA !== ofB ? 4 : partA && partB ? 3 : 2;
  },
  keys: { value: itself },
});

/** Years and other small numbers. */
export const number = (making: Making): Kind<string> => ({
  ...asItself,
  levels: [missing, same, { name: 'next' }, different],
  read: (row) => /-?\d+(?:\.\d+)?/.exec(fold(cellOf(making, 'column', row)))?.[0],
  compare: (a, b) => (a === b ? 1 : Math.abs(Number(a) - Number(b)) <= 1 ? 2 : 3),
  keys: { value: itself },
});

/** A word out of few, such as a state. */
export const word = (making: Making): Kind<string> => ({
  ...asItself,
  levels: [missing, same, different],
  read: (row) => fold(cellOf(making, 'column', row)) || undefined,
  compare: (a, b) => (a === b ? 1 : 2),
  keys: { value: itself },
});

/** A list of people: authors as `Given Surname, …`. Their surnames are compared. */
export const people = (making: Making): Kind<string[]> => ({
  levels: [missing, { name: 'same', agrees: true }, { name: 'most', agrees: true }, { name: 'some' }, different],
  read(row) {
    const surnames = fold(cellOf(making, 'column', row))
      .split(/,|;| and |、/)
      .map((each) => foldLatin(each).split(' ').at(-1)!)
      .filter((each) => each.length > 1);
    return surnames.length === 0 ? undefined : [...new Set(surnames)].sort();
  },
  write: (value) => JSON.stringify(value),
  compare(a, b) {
    const shared = a.filter((each) => b.some((there) => each === there || (each.length > 3 && oneEdit(each, there)))).length;
    const share = shared / Math.max(a.length, b.length);
    return share === 1 ? 1 : share >= 0.5 ? 2 : shared > 0 ? 3 : 4;
  },
  keys: { each: (value) => value, all: (value) => [value.join(' ')] },
});
