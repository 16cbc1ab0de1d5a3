import { withoutAmounts } from '../normalise/amounts.js';
import { mentionedPeople, mentionedVillages } from '../normalise/particulars.js';
import { type Kind, missing, sibling, written } from './kind.js';

/** Who and where exactly: people, villages and towns, and numbers of papers that the texts name. */
export interface Particulars {
  people: string[];
  /** Whether there are more people than those that are named: 李强等3人. */
  more: boolean;
  villages: string[];
  papers: string[];
}

const paper = /(?<![\d.])[a-z\u4e00-\u9fff]?[a-z]{0,4}-?\d{3,}(?:-\d+)*(?![\d.%元万亿年线]|[国省县乡]道)/g;

const others = /等[\d两二三四五六七八九十数几多]+余?[人名户]|等人/;

/** Tells one village or person of a unit from the next. */
export const particulars = (): Kind<Particulars> => ({
  levels: [missing, { name: 'shared', agrees: true }, sibling, { name: 'different', agrees: false }],
  read(_, text) {
    const papers = [...withoutAmounts(text).matchAll(paper)]
      .map(([each]) => each.replace(/^[\u4e00-\u9fff]/, ''))
      .filter((each) => !/^(?:19|20)\d{2}(?:-|$)/.test(each));
    const value = { people: mentionedPeople(text), more: others.test(text), villages: mentionedVillages(text), papers: [...new Set(papers)].sort() };
    return value.people.length + value.villages.length + value.papers.length === 0 ? undefined : value;
  },
  write: ({ people, more, villages, papers }) => written(people, villages, papers, [Number(more)]),
  show: ({ people, villages, papers }) => [...people, ...villages, ...papers].join('、'),
  compare(a, b) {
    const [people, villages, papers] = [meet(a.people, b.people), meet(a.villages, b.villages), meet(a.papers, b.papers)];
    // Another person of the same village is no agreement; where more people are meant than are named, nobody can tell.
    if (people === 2 && villages !== 2 && papers !== 1 && !a.more && !b.more) return 2;
    return people === 1 || villages === 1 || papers === 1 ? 1 : villages === 2 || (people === 2 && !a.more && !b.more) ? 3 : 0;
  },
  keys: { each: ({ people, papers }) => [...people, ...papers] },
});

const meet = (one: readonly string[], other: readonly string[]): number => {
  if (one.length === 0 || other.length === 0) return 0;
  return one.some((each) => other.includes(each)) ? 1 : 2;
};
