/** The Jaro–Winkler likeness of two strings, from 0 to 1. */
export function jaroWinkler(one: string, other: string): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const reach = Math.max((long.length >> 1) - 1, 0);
  let taken = 0; // bit by bit; names beyond 31 characters are compared up to there
  let matched = 0;
  let matchedShort = 0;
  const most = Math.min(short.length, 31);
  const limit = Math.min(long.length, 31);
  for (let place = 0; place < most; place++) {
    const code = short.charCodeAt(place);
    const to = Math.min(place + reach + 1, limit);
    for (let there = Math.max(place - reach, 0); there < to; there++) {
      if ((taken >> there) & 1 || long.charCodeAt(there) !== code) continue;
      taken |= 1 << there;
      matchedShort |= 1 << place;
      matched++;
      break;
    }
  }
  if (matched === 0) return 0;
  let transposed = 0;
  for (let place = 0, there = 0; place < most; place++) {
    if (!((matchedShort >> place) & 1)) continue;
    while (!((taken >> there) & 1)) there++;
    if (short.charCodeAt(place) !== long.charCodeAt(there)) transposed++;
    there++;
  }
  const jaro = (matched / most + matched / limit + (matched - transposed / 2) / matched) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < most && short.charCodeAt(prefix) === long.charCodeAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Whether one becomes the other by one insertion, deletion, change or swap of neighbours. */
export function oneEdit(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short.charCodeAt(start) === long.charCodeAt(start)) start++;
  if (start === short.length) return true;
  let end = 0;
  while (end < short.length - start && short.charCodeAt(short.length - 1 - end) === long.charCodeAt(long.length - 1 - end)) end++;
  const left = short.length - start - end;
  const right = long.length - start - end;
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && short.charCodeAt(start) === long.charCodeAt(start + 1) && short.charCodeAt(start + 1) === long.charCodeAt(start);
}

/** Character pairs of a text, each once. */
export function bigrams(text: string): string[] {
  const found = new Set<string>();
  for (let place = 0; place + 1 < text.length; place++) found.add(text.slice(place, place + 2));
  return [...found];
}

/** Character pairs of some texts, each once and in order: two UTF-16 units in one number, so that numbers stand in the order of their texts. */
export function bigramCodes(texts: readonly string[]): Uint32Array {
  let size = 0;
  for (const { length } of texts) size += Math.max(length - 1, 0);
  const codes = new Uint32Array(size);
  let place = 0;
  for (const text of texts) for (let at = 0; at + 1 < text.length; at++) codes[place++] = text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
  codes.sort();
  let kept = 0;
  for (let from = 0; from < size; from++) if (from === 0 || codes[from] !== codes[from - 1]) codes[kept++] = codes[from]!;
  return codes.slice(0, kept);
}

/** A character pair as text, and back. */
export const bigramOf = (code: number): string => String.fromCharCode(code >>> 16, code & 0xffff);
export const codeOf = (bigram: string): number => bigram.charCodeAt(0) * 0x10000 + bigram.charCodeAt(1);
