import { foldTight } from '../normalise/fold.js';
import { mentionedFirms, oneSlip, readFirm } from '../normalise/firms.js';
import { sameBody } from '../normalise/organisations.js';
import { gazetteerOf } from '../model/knowledge.js';
import { cellOf, type Kind, type Making, missing, written } from './kind.js';

/** The firms of a record by the part of their names that tells them apart. */
export interface Firms {
  cores: string[];
  text: string;
}

/** Firms by core name, in their column or in the texts. A unit that is a firm itself is none of them. */
export function firm(making: Making): Kind<Firms> {
  const strip = (name: string) => gazetteerOf(making.knowledge).strip(name);
  const otherThan = (unit: string, names: readonly string[]) => {
    const own = names.length > 0 && unit ? strip(unit) : '';
    const isUnit = (core: string) => own !== '' && (own.includes(core) || sameBody(core, own) !== undefined);
    return names.flatMap((name) => readFirm(name, strip)?.core ?? []).filter((core) => !isUnit(core));
  };
  return {
    levels: [
      missing,
      { name: 'same', agrees: true, byFrequency: true },
      { name: 'slip', agrees: true },
      { name: 'alike' },
      { name: 'different', agrees: false },
    ],
    read(row, text) {
      const own = readFirm(foldTight(cellOf(making, 'column', row)), strip);
      const cores = own ? [own.core] : otherThan(foldTight(cellOf(making, 'unit', row)), mentionedFirms(text));
      return { cores: [...new Set(cores)].sort(), text };
    },
    write: ({ cores, text }) => written(cores, [text]),
    show: ({ cores }) => cores.join('、'),
    compare(a, b) {
      if (a.cores.length === 0 && b.cores.length === 0) return 0;
      if (a.cores.some((core) => b.cores.includes(core) || b.text.includes(core)) || b.cores.some((core) => a.text.includes(core))) return 1;
      if (a.cores.length === 0 || b.cores.length === 0) return 0;
      const pairs = a.cores.flatMap((one) => b.cores.map((other) => [one, other] as const));
      if (pairs.some(([one, other]) => oneSlip(one, other))) return 2;
      return pairs.some(([one, other]) => one.startsWith(other) || other.startsWith(one)) ? 3 : 4;
    },
    keys: {
      tail: ({ cores }) => [...new Set(cores.map((core) => core.slice(0, 2)).concat(cores.map((core) => core.slice(1, 4))))],
      core: ({ cores }) => cores,
    },
    term: ({ cores }) => cores[0] ?? '',
  };
}
