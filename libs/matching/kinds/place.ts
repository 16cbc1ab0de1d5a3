import { foldTight } from '../normalise/fold.js';
import { compatible, countyOf, type Place, readPlace } from '../normalise/places.js';
import { gazetteerOf } from '../model/knowledge.js';
import { cellOf, type Kind, type Making, missing, written } from './kind.js';

/** The place of a finding, at whatever depth it is named. Where its column is empty, the unit's name may begin with one. */
export function place(making: Making): Kind<Place> {
  const gazetteer = gazetteerOf(making.knowledge);
  return {
    levels: [missing, { name: 'same', agrees: true }, { name: 'inside', agrees: true }, { name: 'unclear' }, { name: 'elsewhere', agrees: false }],
    read(row, text) {
      const named = readPlace(foldTight(cellOf(making, 'column', row)));
      return gazetteer.complete(named, [foldTight(cellOf(making, 'unit', row)), text]);
    },
    write: ({ parts }) => written(...parts.map(({ name, depth }) => [name, depth])),
    show: ({ parts }) => parts.map(({ name }) => name).join(''),
    compare: (a, b) => ({ same: 1, inside: 2, unknown: 3, elsewhere: 4 })[compatible(a, b)],
    keys: { county: (value) => [countyOf(value) ?? ''].filter(Boolean) },
    term: (value) => countyOf(value) ?? '',
  };
}
