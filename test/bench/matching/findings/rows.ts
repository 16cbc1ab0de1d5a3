import type { Draw } from './draw.js';
import type { Made, Matter, Trap } from './matters.js';
import type { Style, Unit } from './style.js';
import { fullWidth, mistype, traditionally, writeDate, writeSum } from './writing.js';

export type Row = Record<string, string>;

export const columns = [
  'id',
  'unit',
  'unit_code',
  'category',
  'title',
  'description',
  'amount',
  'date',
  'project',
  'contract_no',
  'counterparty',
  'place',
] as const;

/** Writes a matter down as one side would. */
export function writeRow(style: Style, side: 0 | 1, { matter, traps = [] }: Made, draw: Draw): Row {
  const has = (trap: Trap) => traps.includes(trap);
  const fen = misread(matter.fen, traps, draw);
  const sum = has('no sum') ? '部分资金' : writeSum(fen, draw, side === 0 ? 0.3 : 0.12);
  const date = matter.years ? `${matter.years[0]}年至${matter.years[1]}年` : writeDate(matter.day, draw, side === 0 ? 0.35 : 0.25);
  const unit = nameOf(matter, has('former name') ? matter.unit.former : has('below') ? matter.unit.below : undefined, draw);
  const firm = has('nobody named')
    ? '某公司'
    : has('mistyped')
      ? mistype(matter.firm, draw)
      : draw.chance(0.2)
        ? matter.firm.replace(/(?:股份|集团)?有限(?:责任)?公司$/, '')
        : matter.firm;
  const template = draw.pick(side === 0 ? matter.kind.a : matter.kind.b);
  const filled = template
    .replace('{u}', unit)
    .replace('{m}', sum)
    .replace('{d}', date)
    .replace('{f}', firm)
    .replace('{p}', `${matter.project}${draw.pick(['', '项目', '工程', '建设项目'])}`)
    .replace('{n}', matter.person)
    .replace('{v}', `${draw.chance(0.4) ? matter.town : ''}${matter.village}`);
  const more = [
    !template.includes('{d}') && draw.chance(0.35) ? `，时间为${date}` : '',
    has('several sums') ? `，其中${writeSum(Math.round(fen * 0.4), draw)}已于检查期间退回，预算总额${writeSum(fen * draw.integer(3, 9), draw)}` : '',
    !template.includes('{n}') && draw.chance(0.05) ? `，经办人${matter.person}` : '',
  ].join('');
  const uses = (placeholder: string) => template.includes(placeholder);
  const bare = has('bare');
  const row: Row = {
    unit: has('below') && draw.chance(0.5) ? nameOf(matter, undefined, draw) : unit,
    unit_code: !bare && draw.chance(side === 0 ? 0.25 : 0.55) && !has('below') ? codeOf(matter.county, matter.unit) : '',
    category: matter.kind.categories[side],
    title: draw.chance(0.15) ? filled.split('，').at(-1)! : filled,
    description: `${draw.pick(style.openings[side])}${filled}${more}${draw.pick(style.endings[side])}`,
    amount: bare || has('no sum') || draw.chance(0.12) ? '' : has('unit slip in the column') ? sum.replace(/万元$/, '元') : sum,
    date: bare || draw.chance(0.12) ? '' : date,
    project: uses('{p}') && draw.chance(0.55) ? `${draw.chance(0.3) ? matter.county : ''}${matter.project}${draw.pick(['', '工程', '项目'])}` : '',
    contract_no: matter.kind.parts === 'contract' && draw.chance(0.4) ? matter.contract : draw.chance(0.06) ? matter.contract : '',
    counterparty: uses('{f}') && firm !== '某公司' && draw.chance(0.8) ? firm : '',
    place: placeOf(style, matter, traps, draw),
  };
  const spell = has('full-width') ? fullWidth : has('traditional') ? traditionally : undefined;
  return spell ? Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, spell(cell)])) : row;
}

function misread(fen: number, traps: readonly Trap[], draw: Draw): number {
  const digits = String(Math.round(fen / 100));
  const at = draw.integer(0, Math.max(0, digits.length - 2));
  if (traps.includes('unit slip everywhere')) return draw.chance(0.5) ? fen * 10 : Math.max(100, Math.round(fen / 1000) * 100);
  if (traps.includes('figure missing')) return Number(digits.slice(0, at) + digits.slice(at + 1) || '1') * 100;
  if (traps.includes('figures swapped')) return Number(digits.slice(0, at) + (digits[at + 1] ?? '') + digits[at]! + digits.slice(at + 2)) * 100;
  return fen;
}

function nameOf({ county, unit }: Matter, instead: string | undefined, draw: Draw): string {
  const name = instead ?? (unit.short && draw.chance(0.35) ? unit.short : unit.name);
  const way = draw.number();
  if (way < 0.62) return county + name;
  if (way < 0.74) return county.slice(0, -1) + name;
  if (way < 0.84) return county.slice(-1) + name;
  return name;
}

function placeOf({ city }: Style, { county, town, village }: Matter, traps: readonly Trap[], draw: Draw): string {
  if (traps.includes('city only')) return city;
  if (traps.includes('bare')) return '';
  return `${draw.chance(0.25) ? city : ''}${county}${traps.includes('town too') || draw.chance(0.15) ? town + (draw.chance(0.4) ? village : '') : ''}`;
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A unified credit code, the same for the same body. */
function codeOf(county: string, unit: Unit): string {
  let hash = 7;
  for (const character of county + unit.name) hash = (Math.imul(hash, 31) + character.codePointAt(0)!) >>> 0;
  const body = Array.from({ length: 9 }, (_, place) => alphabet[(hash >>> (place * 2)) % 31]!).join('');
  const code = `12${String(320000 + (hash % 90) * 11)}${body}`.slice(0, 17);
  const sum = [...code].reduce((all, character, place) => all + alphabet.indexOf(character) * weights[place]!, 0);
  return code + alphabet[(31 - (sum % 31)) % 31]!;
}
