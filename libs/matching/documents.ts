/** A document that is not what it should be; the message says where and what is wanted. */
export class WrongDocument extends Error {
  constructor(
    /** The place in the document: fields[2].kind */
    readonly place: string,
    readonly problem: string,
  ) {
    super(place ? `${place}: ${problem}` : problem);
  }
}

export type Json = Record<string, unknown>;

/** Reads JSON text, or says in which line it breaks off. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WrongDocument('', `it is not JSON (${(error as Error).message})`);
  }
}

export function objectAt(value: unknown, place: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WrongDocument(place, 'an object is wanted');
  return value as Json;
}

export function listAt(value: unknown, place: string): unknown[] {
  if (!Array.isArray(value)) throw new WrongDocument(place, 'a list is wanted');
  return value;
}

export function textAt(value: unknown, place: string): string {
  if (typeof value !== 'string' || value === '') throw new WrongDocument(place, 'a text is wanted');
  return value;
}

export function numberAt(value: unknown, place: string, from = -Infinity, to = Infinity): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < from || value > to)
    throw new WrongDocument(place, from > -Infinity ? `a number from ${from} to ${to} is wanted` : 'a number is wanted');
  return value;
}

export const textsAt = (value: unknown, place: string): string[] => listAt(value, place).map((each, n) => textAt(each, `${place}[${n}]`));

export const numbersAt = (value: unknown, place: string, from?: number, to?: number): number[] =>
  listAt(value, place).map((each, n) => numberAt(each, `${place}[${n}]`, from, to));

/** Refuses what the format does not know, so that a slip of the pen does not pass in silence. */
export function onlyKeys(value: Json, known: readonly string[], place: string): void {
  const strange = Object.keys(value).find((key) => !known.includes(key));
  if (strange !== undefined) throw new WrongDocument(place ? `${place}.${strange}` : strange, `it is not known here; there are ${known.join(', ')}`);
}

/** JSON whose keys are in order, so that the same content gives the same bytes. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Map) return Object.fromEntries([...(each as Map<string, unknown>)].sort(([one], [other]) => (one < other ? -1 : 1)));
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
