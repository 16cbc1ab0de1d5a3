import type { FieldValues } from '../records.js';
import type { KindName, Schema } from '../schema.js';

/** What a pair of records may have to do with each other. The first four are links: both tell of one matter. */
export type Relation = 'corroborate' | 'contradict_amount' | 'contradict_date' | 'part_of' | 'related' | 'unrelated';

export const isLink = (relation: Relation): boolean => relation !== 'related' && relation !== 'unrelated';

/** One way to be related, and what it may look like. */
export interface Reading {
  relation: Relation;
  /** Its part of the links, or for a look-alike how many there are for each link, as far as nothing else is learned. */
  share: number;
  /** Fields that bear on it: the others fall as between strangers. undefined: all. */
  bears?: ReadonlySet<string>;
  /** Levels that a field can have in it, and how they are expected to fall. */
  only: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const agreeing = { same: 0.9, 'among several': 0.1 };
const differing = { slip: 0.1, less: 0.4, more: 0.35, 'far less': 0.08, 'far more': 0.07 };
const partial = { less: 0.45, 'far less': 0.4, more: 0.08, 'far more': 0.07 };
const timely = { same: 0.55, within: 0.42, near: 0.03 };
const untimely = { near: 0.1, 'another date': 0.75, 'another year': 0.15 };

/** Kinds whose values have siblings: the next lot or the next part agrees in all else, and its sum is as any other. */
const withSiblings: ReadonlySet<KindName> = new Set(['project', 'reference', 'particulars']);

/** The readings that a schema's pairs can have. */
export function readingsOf({ contradictions, lookAlikes = [], fields }: Schema): Reading[] {
  if (!contradictions) return [{ relation: 'corroborate', share: 1, only: {} }];
  const { amount, date } = contradictions;
  return [
    { relation: 'corroborate', share: 0.7, only: { [amount]: agreeing, [date]: timely } },
    { relation: 'contradict_amount', share: 0.16, only: { [amount]: differing, [date]: timely } },
    { relation: 'contradict_date', share: 0.05, only: { [amount]: agreeing, [date]: untimely } },
    { relation: 'part_of', share: 0.09, only: { [amount]: partial, [date]: timely } },
    ...lookAlikes.map((names): Reading => ({ relation: 'related', share: 1, bears: new Set(names), only: {} })),
    ...fields
      .filter(({ kind }) => withSiblings.has(kind))
      .map(({ name }): Reading => ({
        relation: 'related',
        share: 1,
        bears: new Set(fields.map((field) => field.name).filter((each) => each !== amount)),
        only: { [name]: { sibling: 1 } },
      })),
  ];
}

/** The name under which readings share what is learned of a field: those that allow the same levels. */
export const shareName = ({ only }: Reading, field: string): string => (only[field] ? Object.keys(only[field]).join(', ') : '');

/** The places of the levels that a reading allows a field, all where it says nothing. */
export function allowedLevels({ only }: Reading, { field, kind }: FieldValues): number[] {
  const names = only[field.name];
  return kind.levels.flatMap(({ name }, place) => (place > 0 && (!names || name in names) ? [place] : []));
}
