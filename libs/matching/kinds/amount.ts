import { type Amount, mayEqual, readAmounts } from '../normalise/amounts.js';
import { foldTight } from '../normalise/fold.js';
import { shareOf, shareOfSums } from '../model/knowledge.js';
import { cellOf, type Kind, type Making, missing, written } from './kind.js';
import { oneEdit } from './strings.js';

/** The sums of a record: the one that it is about, and others that its texts name. */
export interface Sums {
  main: Amount;
  others: Amount[];
}

/** Sums of money with the tolerance of their shown precision. */
export function amount(making: Making, field: string): Kind<Sums> {
  return {
    levels: [
      missing,
      { name: 'same', agrees: true, byFrequency: true },
      { name: 'among several', agrees: true, byFrequency: true },
      { name: 'slip' },
      { name: 'less' },
      { name: 'more' },
      { name: 'far less' },
      { name: 'far more' },
    ],
    read(row, text) {
      const own = readAmounts(foldTight(cellOf(making, 'column', row)), true);
      const named = readAmounts(text);
      // 3.84元 in the column beside 3.84万元 in the text: the column lost its unit.
      const meant = own[0] && !named.some((each) => mayEqual(each, own[0]!)) ? named.find((each) => figures(each) === figures(own[0]!)) : undefined;
      const [main, ...rest] = [...(meant ? [meant] : []), ...own, ...named];
      if (!main) return undefined;
      const others = new Map(rest.filter((each) => !mayEqual(each, main)).map((each) => [each.fen, each]));
      return { main, others: [...others.values()].slice(0, 6) };
    },
    write: ({ main, others }) => written(...[main, ...others].map(({ fen, low, high, figures: shown, text }) => [fen, low, high, shown, text])),
    show: ({ main }) => main.text,
    compare(a, b) {
      if (mayEqual(a.main, b.main)) return 1;
      if (shared(a, b)) return 2;
      if (isSlip(a.main, b.main)) return 3;
      const ratio = b.main.fen / a.main.fen;
      return ratio < 0.5 ? 6 : ratio < 1 ? 4 : ratio <= 2 ? 5 : 7;
    },
    keys: {
      exact: ({ main, others }) => [...new Set([main, ...others].map(({ fen }) => String(fen)))],
      rough: ({ main, others }) => [...new Set([main, ...others].flatMap(({ low, fen, high }) => [low, fen, high].map(twoFigures)))],
    },
    term: ({ main }) => String(main.fen),
    chance(a, b) {
      const [one, other] = mayEqual(a.main, b.main) ? [a.main, b.main] : shared(a, b)!;
      const wide = one.high - one.low >= other.high - other.low ? one : other;
      const around = shareOfSums(making.knowledge, Math.log(Math.max(wide.low, wide.fen * 0.995)), Math.log(Math.min(wide.high, wide.fen * 1.005)) + 1e-9);
      const spread = shareOfSums(making.knowledge, Math.log(wide.low), Math.log(wide.high));
      const pairs = (a.others.length + 1) * (b.others.length + 1);
      return Math.min(1, Math.max(around, spread, shareOf(making.knowledge, field, String(wide.fen)) ?? 0, 1e-5) * pairs);
    },
  };
}

const shared = (a: Sums, b: Sums): [Amount, Amount] | undefined => {
  for (const one of [a.main, ...a.others])
    for (const other of [b.main, ...b.others]) if (one.figures >= 2 && other.figures >= 2 && mayEqual(one, other)) return [one, other];
  return undefined;
};

/** Whether one is the other with a wrong unit, or with a figure missing, changed or swapped. */
export function isSlip(one: Amount, other: Amount): boolean {
  const [left, right] = [figures(one), figures(other)];
  if (left.length < 3 || right.length < 3) return false;
  return left === right || (Math.min(left.length, right.length) >= 4 && oneEdit(left, right)) || otherUnit(one, other);
}

/** Whether they are one sum but for the unit, each within what was rounded: 33.94万元 and 339,447万元. */
const otherUnit = (one: Amount, other: Amount): boolean => {
  const size = Math.round(Math.log10(other.fen / one.fen));
  const times = 10 ** size;
  return size !== 0 && Math.min(one.figures, other.figures) >= 3 && one.low * times <= other.high && other.low <= one.high * times;
};

/** The figures without the zeros behind them. */
const figures = ({ fen }: Amount): string => String(Math.round(fen)).replace(/0+$/, '');

function twoFigures(fen: number): string {
  const size = Math.floor(Math.log10(Math.max(fen, 1)));
  return `${Math.floor(fen / 10 ** (size - 1) + 1e-9)}e${size}`;
}
