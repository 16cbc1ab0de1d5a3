import { foldTight } from '../normalise/fold.js';
import { gazetteerOf } from '../model/knowledge.js';
import { readNumeral } from '../normalise/numerals.js';
import { cellOf, type Kind, type Making, missing, sibling, written } from './kind.js';
import { bigrams } from './strings.js';

/** A project by its name without places and general words; '' where only the texts may name it. */
export interface Project {
  core: string;
  /** Which part of the project it is, as 标1 or 期2; '' where that is not said. */
  lot: string;
  text: string;
}

const lotNumber = '[一二三四五六七八九十\\da-eivx]{1,3}';
const lotName = `第?(${lotNumber})(标段?|合同段|分?包|期)|标段(${lotNumber})`;
const lotBehind = new RegExp(`^(?:(?:项目|工程|采购|建设|服务)*)\\(?(?:${lotName})`);
const lotAtEnd = new RegExp(`(?:${lotName})(?:项目|工程|采购|建设|服务)*$`);
const general = new RegExp(`(?:建设项目|工程项目|采购项目|改造项目|建设工程|项目|工程|采购|建设|服务|标段|${lotName})$`);

const lettersOf = (name: string): string => name.replace(/[^\u4e00-\u9fffa-z0-9]/g, '');

/** The lot that a match names; 一 and 1 are one, 标段 and 标, too. */
function lotOf(match: RegExpExecArray | null): string {
  if (!match) return '';
  const [, number, kind = '标', behind] = match;
  const which = number ?? behind!;
  return `${kind.slice(-1).replace('段', '标')}${readNumeral(which) ?? which}`;
}

/** What a project's name is without 工程, 项目, 建设… */
export function coreOf(name: string): string {
  let core = lettersOf(name);
  for (let shorter = core.replace(general, ''); shorter !== core && shorter.length >= 2; shorter = core.replace(general, '')) core = shorter;
  return core;
}

/** Projects by name, in their column or in the other side's texts. */
export const project = (making: Making): Kind<Project> => ({
  levels: [
    missing,
    { name: 'same', agrees: true, byFrequency: true },
    { name: 'named', agrees: true, byFrequency: true },
    { name: 'alike' },
    sibling,
    { name: 'different', agrees: false },
  ],
  read(row, text) {
    const name = gazetteerOf(making.knowledge).strip(foldTight(cellOf(making, 'column', row)));
    const core = coreOf(name);
    return core || text ? { core, lot: core && lotOf(lotAtEnd.exec(lettersOf(name))), text } : undefined;
  },
  write: ({ core, lot, text }) => written([core, lot, text]),
  compare(a, b) {
    if (!a.core && !b.core) return 0;
    if (!a.core || !b.core) {
      const core = a.core || b.core;
      return !named(core, a.core ? b.text : a.text) ? 0 : otherLot(a, b, core) ? 4 : 2;
    }
    if (a.core === b.core) return otherLot(a, b, a.core) ? 4 : 1;
    if (a.core.includes(b.core) || b.core.includes(a.core) || named(a.core, b.text) || named(b.core, a.text)) return otherLot(a, b, a.core) ? 4 : 2;
    return alike(a.core, b.core) >= 0.5 ? 3 : 5;
  },
  keys: { core: ({ core }) => (core ? [core] : []) },
  term: ({ core }) => core,
  chance: (a, b) => Math.max(...[a.core, b.core].filter(Boolean).map((core) => shareOfCore(making, core))),
});

const shareOfCore = ({ knowledge }: Making, core: string): number => {
  const counts = knowledge.frequencies['project'];
  return counts ? (counts.of.get(core) ?? 1) / Math.max(counts.total, 1) : 0.01;
};

const named = (core: string, text: string): boolean => core.length >= 2 && text.includes(core);

/** Whether two records of one project tell of different lots of it. */
function otherLot(a: Project, b: Project, core: string): boolean {
  const [one, other] = [a.lot || lotIn(a.text, core), b.lot || lotIn(b.text, core)];
  return one !== other && one[0] === other[0]; // the second stage and the second lot may be one
}

/** The lot that a text names behind a project. */
function lotIn(text: string, core: string): string {
  const at = text.indexOf(core);
  return at < 0 ? '' : lotOf(lotBehind.exec(text.slice(at + core.length, at + core.length + 12)));
}

function alike(one: string, other: string): number {
  const [ofOne, ofOther] = [bigrams(one), new Set(bigrams(other))];
  return (2 * ofOne.filter((each) => ofOther.has(each)).length) / (ofOne.length + ofOther.size || 1);
}
