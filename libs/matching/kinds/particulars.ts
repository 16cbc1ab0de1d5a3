import { withoutAmounts } from '../normalise/amounts.js';
import { mentionedPeople, mentionedVillages } from '../normalise/particulars.js';
import { type Kind, missing, written } from './kind.js';

/** Who and where exactly: people, villages and towns, and numbers of papers that the texts name. */
export interface Particulars {
  people: string[];
  villages: string[];
  papers: string[];
}

const paper = /(?<![\d.])[a-z\u4e00-\u9fff]?[a-z]{0,4}-?\d{3,}(?:-\d+)*(?![\d.%元万亿年线]|[国省县乡]道)/g;

/** Tells one village or person of a unit from the next. */
export const particulars = (): Kind<Particulars> => ({
  levels: [missing, { name: 'shared', agrees: true }, { name: 'different', agrees: false }],
  read(_, text) {
    const papers = [...withoutAmounts(text).matchAll(paper)]
      .map(([each]) => each.replace(/^[\u4e00-\u9fff]/, ''))
      .filter((each) => !/^(?:19|20)\d{2}(?:-|$)/.test(each));
    const value = { people: mentionedPeople(text), villages: mentionedVillages(text), papers: [...new Set(papers)].sort() };
    return value.people.length + value.villages.length + value.papers.length === 0 ? undefined : value;
  },
  write: ({ people, villages, papers }) => written(people, villages, papers),
  show: ({ people, villages, papers }) => [...people, ...villages, ...papers].join('、'),
  compare(a, b) {
    const outcomes = (['people', 'villages', 'papers'] as const).map((each) => meet(a[each], b[each]));
    return outcomes.includes(1) ? 1 : outcomes.slice(0, 2).includes(2) ? 2 : 0;
  },
  keys: { each: ({ people, papers }) => [...people, ...papers] },
});

const meet = (one: readonly string[], other: readonly string[]): number => {
  if (one.length === 0 || other.length === 0) return 0;
  return one.some((each) => other.includes(each)) ? 1 : 2;
};
