import { readCode } from '../normalise/credit-code.js';
import { foldTight } from '../normalise/fold.js';
import { mentionedOrganisations, readOrganisation, sameBody, sameTown } from '../normalise/organisations.js';
import { countyOf, readPlace } from '../normalise/places.js';
import { gazetteerOf } from '../model/knowledge.js';
import { cellOf, type Kind, type Making, missing, written } from './kind.js';

/** An organisation as a record names it. */
export interface Unit {
  /** The bodies in its name, from the highest to the lowest. */
  chain: string[];
  /** Its code by the record or by the directory. */
  code?: string;
  /** Bodies that the texts name besides: often the matter is theirs, and the column names who answers for them. */
  named: string[];
  text: string;
}

/** Organisations by code, name, short form, former name, and by what the texts name. */
export function organisation(making: Making): Kind<Unit> {
  const strip = (name: string) => gazetteerOf(making.knowledge).strip(name);
  return {
    levels: [
      missing,
      { name: 'same', agrees: true, byFrequency: true },
      { name: 'short form', agrees: true },
      { name: 'above or below', agrees: true },
      { name: 'beside' },
      { name: 'different', agrees: false },
    ],
    read(row, text) {
      const folded = foldTight(cellOf(making, 'column', row));
      const read = readOrganisation(strip(folded));
      const code = readCode(cellOf(making, 'code', row));
      const chain = read?.chain ?? [];
      const named = mentionedOrganisations(text, strip)
        .flatMap((name) => readOrganisation(name)?.chain.slice(-1) ?? [])
        .filter((name) => !chain.some((own) => sameBody(own, name)));
      if (!read && !code && named.length === 0) return undefined;
      const known = code?.body ?? making.knowledge.directory[`${countyOf(readPlace(foldTight(cellOf(making, 'place', row)))) ?? ''}|${chain.at(-1)}`];
      return { chain, ...(known && { code: known }), named: [...new Set(named)].sort(), text };
    },
    write: ({ chain, code, named, text }) => written(chain, [code ?? ''], named, [text]),
    show: ({ chain }) => chain.join(''),
    beside: ({ named }) => named.join('、'),
    compare(a, b) {
      const [ofA, ofB] = [subjects(a), subjects(b)];
      const direct = best(ofA, ofB);
      if (direct === 'same') return 1;
      if (direct === 'short') return 2;
      const units = a.code && a.code === b.code ? 'same' : best(a.chain.slice(-1), b.chain.slice(-1));
      if (units && a.named.length > 0 && b.named.length > 0) return 4;
      if (units) return units === 'same' && a.named.length + b.named.length === 0 ? 1 : 3;
      if (best([...a.chain, ...a.named], [...b.chain, ...b.named])) return 3;
      if (ofA.some((one) => ofB.some((other) => sameTown(one, other)))) return 3;
      return mentions(a, b) || mentions(b, a) ? 3 : 5;
    },
    keys: {
      code: ({ code }) => (code ? [code] : []),
      tail: ({ chain, named }) => [...new Set([...chain.slice(-1), ...named].map((name) => name.slice(0, 1) + name.slice(-2)))],
      name: ({ chain }) => chain.slice(-1),
    },
    term: ({ chain, named }) => chain.at(-1) ?? named[0] ?? '',
  };
}

/** Whom the matter concerns: what the texts name, or else the lowest body of the name. */
const subjects = ({ chain, named }: Unit): string[] => (named.length > 0 ? named : chain.slice(-1));

function best(ofA: readonly string[], ofB: readonly string[]): 'same' | 'short' | undefined {
  let found: 'short' | undefined;
  for (const one of ofA)
    for (const other of ofB) {
      const likeness = sameBody(one, other);
      if (likeness === 'same') return 'same';
      found ??= likeness;
    }
  return found;
}

const mentions = (one: Unit, { chain }: Unit): boolean => (chain.at(-1)?.length ?? 0) >= 3 && one.text.includes(chain.at(-1)!);
