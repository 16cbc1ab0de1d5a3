import { simplified, traditional } from './traditional-characters.js';

/** The simplified character of each that has one, by code; 0 where there is none. */
const simple = new Uint16Array(0x10000);
[...traditional].forEach((character, place) => (simple[character.charCodeAt(0)] = [...simplified.slice(place, place + 1)][0]!.charCodeAt(0)));
const outsideAscii = /[^\x20-\x7e]/;
const compatibility = /[^\u0020-\u007e\u3001\u3002\u300a-\u3011\u3014\u3015\u4e00-\u9fff\u2014\u2018-\u201d]/;

/** Simplified characters for traditional ones; the text itself where it has none. */
function simplify(text: string): string {
  for (let place = 0; place < text.length; place++)
    if (simple[text.charCodeAt(place)]! > 0)
      return (
        text.slice(0, place) + String.fromCharCode(...Array.from(text.slice(place), (character) => simple[character.charCodeAt(0)]! || character.charCodeAt(0)))
      );
  return text;
}

/** One writing for what is written in many: NFKC (full-width becomes half-width), simplified characters, lower case, single spaces. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!outsideAscii.test(lower)) return lower.includes('  ') || lower.startsWith(' ') || lower.endsWith(' ') ? lower.trim().replace(/ +/g, ' ') : lower;
  return simplify(compatibility.test(lower) ? lower.normalize('NFKC') : lower)
    .replace(/[‐‑–—―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

const mostRemembered = 8_000;

/** The same function, which remembers what it made of the last thousands of texts: each field reads the same ones. */
export function remembering(make: (text: string) => string): (text: string) => string {
  const remembered = new Map<string, string>();
  return (text) => {
    let made = remembered.get(text);
    if (made === undefined) {
      made = make(text);
      if (remembered.size > mostRemembered) remembered.clear();
      remembered.set(text, made);
    }
    return made;
  };
}

/** `fold`, and without the spaces that Chinese does not need. */
export const foldTight = remembering((text) => fold(text).replace(/ /g, ''));

/** What some cells say, folded and joined as sentences. */
export function joinedText(cells: readonly (string | undefined)[]): string {
  let text = '';
  for (const cell of cells) if (cell) text += text ? `。${cell}` : cell;
  return text && foldTight(text);
}

/** Letters and digits only, without accents and entities: for Latin titles and names. */
export function foldLatin(text: string): string {
  const folded = fold(text);
  if (!/[^a-z0-9 ]/.test(folded)) return folded;
  return folded
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
