import type { Draw } from './draw.js';
import type { Kind, Style, Unit } from './style.js';

/** What really happened. */
export interface Matter {
  kind: Kind;
  unit: Unit;
  county: string;
  town: string;
  village: string;
  fen: number;
  /** Days since 1970. */
  day: number;
  /** Years that the sum is of, where it is one of several years. */
  years?: [number, number];
  project: string;
  firm: string;
  person: string;
  contract: string;
}

/** A matter as one side shall write it, with the traps that its row gets. */
export interface Made {
  matter: Matter;
  traps?: Trap[];
}

export type Trap =
  | 'unit slip in the column'
  | 'unit slip everywhere'
  | 'figure missing'
  | 'figures swapped'
  | 'several sums'
  | 'mistyped'
  | 'full-width'
  | 'traditional'
  | 'former name'
  | 'below'
  | 'no sum'
  | 'bare'
  | 'city only'
  | 'town too'
  | 'nobody named';

const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date) / 86_400_000;

export function matterOf(style: Style, draw: Draw): Matter {
  const kind = draw.pick(style.kinds);
  const year = draw.integer(2018, 2024);
  return {
    kind,
    unit: draw.pick(style.units),
    county: draw.pick(style.counties),
    town: draw.pick(style.towns),
    village: draw.pick(style.villages),
    fen: sumOf(kind, draw),
    day: day(year, draw.integer(1, 12), draw.integer(1, 28)),
    project: draw.pick(style.projects),
    firm: firmOf(style, draw),
    person: draw.pick([...style.people.surnames]) + draw.pick([...style.people.given]) + (draw.chance(0.4) ? draw.pick([...style.people.given]) : ''),
    contract: style.contract(year, draw.integer(1, 900)),
  };
}

function sumOf({ sums: [low, high] }: Kind, draw: Draw): number {
  const yuan = 10 ** (low + (high - low) * draw.number());
  const step = draw.chance(0.15) ? 10 ** (Math.floor(Math.log10(yuan)) - 1) : draw.chance(0.4) ? 100 : 1;
  return Math.max(1, Math.round(yuan / step)) * step * 100;
}

const firmOf = ({ firms, counties }: Style, draw: Draw): string =>
  `${draw.chance(0.6) ? draw.pick(counties).slice(0, 2) : ''}${draw.pick(firms.stems)}${draw.pick(firms.trades)}${draw.pick(firms.forms)}`;

const harmless: Trap[] = [
  'mistyped',
  'full-width',
  'traditional',
  'former name',
  'below',
  'several sums',
  'no sum',
  'city only',
  'town too',
  'nobody named',
  'bare',
  'unit slip in the column',
];

const some = (draw: Draw): Trap[] => harmless.filter(() => draw.chance(0.055));

/** The same matter on both sides, in one of the ways that they may differ. */
export function counterparts(style: Style, matter: Matter, draw: Draw): { left: Made[]; right: Made[]; relation: string } {
  const way = draw.number();
  if (way < 0.14) return { left: [{ matter, traps: some(draw) }], right: [contradiction(matter, draw)], relation: 'contradict_amount' };
  if (way < 0.19)
    return {
      left: [{ matter, traps: some(draw) }],
      right: [{ matter: { ...matter, day: matter.day + draw.pick([-1, 1]) * draw.integer(150, 500) } }],
      relation: 'contradict_date',
    };
  if (way < 0.31) return { ...parts(style, matter, draw), relation: 'part_of' };
  const twice = draw.chance(0.05);
  return {
    left: [{ matter, traps: some(draw) }, ...(twice ? [{ matter, traps: some(draw) }] : [])],
    right: [{ matter, traps: some(draw) }],
    relation: 'corroborate',
  };
}

function contradiction(matter: Matter, draw: Draw): Made {
  const way = draw.number();
  if (way < 0.1) return { matter, traps: ['unit slip everywhere'] };
  if (way < 0.25) return { matter, traps: ['figure missing'] };
  if (way < 0.4) return { matter, traps: ['figures swapped'] };
  return { matter: { ...matter, fen: Math.round(matter.fen * (0.45 + 1.1 * draw.number())) } };
}

/** A whole on one side, its parts by year, village, person or contract on the other; some are not seen. Now and then two stand against three. */
function parts(style: Style, matter: Matter, draw: Draw): { left: Made[]; right: Made[] } {
  const count = draw.integer(2, 4);
  const cuts = Array.from({ length: count }, () => 0.2 + draw.number());
  const total = cuts.reduce((sum, each) => sum + each, 0);
  let rest = matter.fen;
  const pieces = cuts.map((cut, place) => {
    const fen = place === count - 1 ? rest : Math.round((matter.fen * cut) / total / 100) * 100;
    rest -= fen;
    return piece(style, matter, fen, place, draw);
  });
  if (count > 2 && draw.chance(0.12)) {
    const cut = Math.round((matter.fen * (0.3 + 0.4 * draw.number())) / 100) * 100;
    return { left: [cut, matter.fen - cut].map((fen) => ({ matter: { ...matter, fen } })), right: pieces.slice(0, 3) };
  }
  const seen = count > 2 && draw.chance(0.35) ? pieces.slice(1) : pieces;
  const years = matter.kind.parts === 'year' ? ([yearOf(matter.day), yearOf(matter.day) + count - 1] as [number, number]) : undefined;
  const whole: Made = { matter: { ...matter, ...(years && { years }) } };
  return draw.chance(0.75) ? { left: [whole], right: seen } : { left: seen, right: [whole] };
}

const yearOf = (d: number) => new Date(d * 86_400_000).getUTCFullYear();

function piece(style: Style, matter: Matter, fen: number, place: number, draw: Draw): Made {
  const own = { ...matter, fen };
  if (matter.kind.parts === 'year') return { matter: { ...own, day: matter.day + 365 * place } };
  if (matter.kind.parts === 'village') return { matter: { ...own, village: draw.pick(style.villages) } };
  if (matter.kind.parts === 'person') return { matter: { ...own, person: matterOf(style, draw).person } };
  if (matter.kind.parts === 'contract') return { matter: { ...own, contract: style.contract(yearOf(matter.day), draw.integer(1, 900)) } };
  return { matter: own };
}

/** A matter that looks like another and is none of it. */
export function lookAlike(style: Style, matter: Matter, draw: Draw): { trap: string; other: Matter } {
  const fresh = matterOf(style, draw);
  const { kind } = matter;
  const year = {
    ...matter,
    day: matter.day + draw.pick([-1, 1]) * 365 * draw.integer(1, 3),
    fen: sumOf(kind, draw),
    contract: fresh.contract,
    firm: draw.chance(0.5) ? matter.firm : fresh.firm,
  };
  const traps: [string, Matter][] = [
    ['other year', year],
    ['other matter of a project', { ...fresh, unit: matter.unit, county: matter.county, town: matter.town, project: matter.project }],
    ['same sum by chance', { ...fresh, fen: matter.fen, county: matter.county }],
    [
      'sibling contract',
      {
        ...matter,
        fen: sumOf(kind, draw),
        contract: matter.contract.replace(/\d+(?=号?$)/, (n) => String(Number(n) + 1).padStart(n.length, '0')),
        day: matter.day + draw.integer(-40, 40),
        firm: draw.chance(0.6) ? matter.firm : fresh.firm,
      },
    ],
  ];
  if (/\{n\}/.test(kind.a.join('')))
    traps.push(['other person', { ...matter, person: fresh.person, fen: sumOf(kind, draw), day: matter.day + draw.integer(-300, 300) }]);
  if (/\{v\}/.test(kind.a.join('')))
    traps.push([
      'other village',
      {
        ...matter,
        village: draw.pick(style.villages.filter((each) => each !== matter.village)),
        fen: sumOf(kind, draw),
        day: matter.day + draw.integer(-300, 300),
      },
    ]);
  const [trap, other] = draw.pick(traps);
  return { trap, other };
}
