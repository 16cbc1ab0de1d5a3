import type { Knowledge } from '../model/knowledge.js';
import type { Field, KindName } from '../schema.js';
import { amount } from './amount.js';
import { category } from './category.js';
import { firm } from './firm.js';
import type { Kind, Making } from './kind.js';
import { matter } from './matter.js';
import { organisation } from './organisation.js';
import { particulars } from './particulars.js';
import { period } from './period.js';
import { place } from './place.js';
import { code, name, number, people, reference, word } from './plain.js';
import { project } from './project.js';
import { text } from './text.js';

/** What a record's value of any kind is to the engine. */
export type AnyKind = Kind<unknown>;

const makers = {
  name,
  code,
  reference,
  number,
  word,
  people,
  text,
  category,
  place,
  organisation,
  amount,
  period,
  project,
  firm,
  matter,
  particulars,
} as unknown as Record<KindName, (making: Making, field: string) => AnyKind>;

/** The columns that a field reads beside its texts, each once, in the order of its cells. */
export const columnsOf = ({ columns: { texts: _, ...columns } }: Field): string[] => [...new Set(Object.values(columns).flat())];

/** Makes a field's kind. */
export function kindOf(field: Field, knowledge: Knowledge): AnyKind {
  const order = columnsOf(field);
  const cells = Object.fromEntries(Object.entries(field.columns).map(([role, names]) => [role, names.map((column) => order.indexOf(column))]));
  return makers[field.kind]({ knowledge, cells }, field.name);
}
