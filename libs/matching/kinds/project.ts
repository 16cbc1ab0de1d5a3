import { foldTight } from '../normalise/fold.js';
import { gazetteerOf } from '../model/knowledge.js';
import { cellOf, type Kind, type Making, missing, written } from './kind.js';
import { bigrams } from './strings.js';

/** A project by its name without places and general words; '' where only the texts may name it. */
export interface Project {
  core: string;
  text: string;
}

const general = /(?:建设项目|工程项目|采购项目|改造项目|建设工程|项目|工程|采购|建设|服务|标段|[一二三四五六七八九十]期|第?[一二三四五六七八九十\d]+标段?)$/;

/** What a project's name is without 工程, 项目, 建设… */
export function coreOf(name: string): string {
  let core = name.replace(/[^\u4e00-\u9fffa-z0-9]/g, '');
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
    { name: 'different', agrees: false },
  ],
  read(row, text) {
    const core = coreOf(gazetteerOf(making.knowledge).strip(foldTight(cellOf(making, 'column', row))));
    return core || text ? { core, text } : undefined;
  },
  write: ({ core, text }) => written([core, text]),
  compare(a, b) {
    if (!a.core && !b.core) return 0;
    if (!a.core || !b.core) return named(a.core || b.core, a.core ? b.text : a.text) ? 2 : 0;
    if (a.core === b.core) return 1;
    if (a.core.includes(b.core) || b.core.includes(a.core) || named(a.core, b.text) || named(b.core, a.text)) return 2;
    return alike(a.core, b.core) >= 0.5 ? 3 : 4;
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

function alike(one: string, other: string): number {
  const [ofOne, ofOther] = [bigrams(one), new Set(bigrams(other))];
  return (2 * ofOne.filter((each) => ofOther.has(each)).length) / (ofOne.length + ofOther.size || 1);
}
