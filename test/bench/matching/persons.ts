import { Draw } from './findings/draw.js';

const syllables = [
  'an',
  'bel',
  'cor',
  'da',
  'el',
  'fin',
  'gar',
  'ha',
  'is',
  'jo',
  'kar',
  'lu',
  'mar',
  'ni',
  'or',
  'pet',
  'quin',
  'ra',
  'sa',
  'tom',
  'ul',
  'vi',
  'wal',
  'xen',
  'yor',
  'zan',
];
const endings = ['a', 'e', 'ie', 'son', 'ton', 'ley', 'man', 'ine', 'o', 'ard', 'er', 's'];
const states = ['nsw', 'vic', 'qld', 'wa', 'sa', 'tas', 'act', 'nt'];
const columns = [
  'id',
  'given_name',
  'surname',
  'street_number',
  'address_1',
  'address_2',
  'suburb',
  'postcode',
  'state',
  'date_of_birth',
  'soc_sec_id',
] as const;

/** A table of persons as columns. */
export interface Persons {
  ids: string[];
  columns: Record<string, string[]>;
}

/** So many persons on either side, of whom 60 % are on both, with typing errors and gaps on the second. Names fall like real ones: few are common. */
export function generatePersons(size: number, seed: number): { a: Persons; b: Persons; links: [string, string][] } {
  const draw = new Draw(seed);
  const words = (count: number, tail: string) => Array.from({ length: count }, () => draw.pick(syllables) + draw.pick(syllables) + draw.pick(endings) + tail);
  const lists = { given: words(1_500, ''), surname: words(8_000, ''), street: words(12_000, ''), place: words(9_000, ' park'), suburb: words(2_500, '') };
  const zipf = <Each>(list: readonly Each[]): Each => list[Math.floor(list.length ** draw.number() - 1 + draw.number())] ?? list[0]!;
  const person = (): string[] => {
    const suburb = Math.floor(lists.suburb.length ** draw.number() - 1 + draw.number());
    return [
      zipf(lists.given),
      zipf(lists.surname),
      String(draw.integer(1, 300)),
      `${draw.pick(lists.street)} ${draw.pick(['street', 'road', 'place', 'crescent'])}`,
      draw.chance(0.4) ? '' : draw.pick(lists.place),
      lists.suburb[suburb] ?? lists.suburb[0]!,
      String(2000 + ((suburb * 37) % 6000)),
      states[suburb % states.length]!,
      `${draw.integer(1920, 2004)}${String(draw.integer(1, 12)).padStart(2, '0')}${String(draw.integer(1, 28)).padStart(2, '0')}`,
      String(draw.integer(1_000_000, 9_999_999)),
    ];
  };
  const both = Math.round(size * 0.6);
  const a: string[][] = [];
  const b: string[][] = [];
  const links: [string, string][] = [];
  for (let n = 0; n < size; n++) {
    const one = person();
    a.push([`a${n}`, ...one]);
    const other = n < both ? one.map((cell) => (draw.chance(0.1) ? spoil(cell, draw) : cell)) : person();
    b.push([`b${n}`, ...other]);
    if (n < both) links.push([`a${n}`, `b${n}`]);
  }
  return { a: asTable(draw.shuffled(a)), b: asTable(draw.shuffled(b)), links };
}

const asTable = (rows: readonly string[][]): Persons => ({
  ids: rows.map(([id]) => id!),
  columns: Object.fromEntries(columns.map((name, place) => [name, rows.map((row) => row[place]!)])),
});

function spoil(cell: string, draw: Draw): string {
  if (cell === '' || draw.chance(0.25)) return '';
  const at = draw.integer(0, cell.length - 1);
  const some = () => (/\d/.test(cell[at]!) ? String(draw.integer(0, 9)) : String.fromCharCode(97 + draw.integer(0, 25)));
  const way = draw.integer(0, 3);
  if (way === 0) return cell.slice(0, at) + some() + cell.slice(at + 1);
  if (way === 1) return cell.slice(0, at) + cell.slice(at + 1);
  if (way === 2) return cell.slice(0, at) + some() + cell.slice(at);
  return cell.slice(0, at) + (cell[at + 1] ?? '') + cell[at]! + cell.slice(at + 2);
}
