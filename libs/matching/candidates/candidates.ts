import type { Knowledge } from '../model/knowledge.js';
import type { FieldValues, Rows } from '../records.js';
import type { Schema } from '../schema.js';
import { block } from './blocks.js';
import { nearest, type Texts } from './neighbours.js';
import type { Candidates } from './pairs.js';

/** A block of more pairs than this is left out, and reported. */
export const blockCap = 4_000;

/** Both sides as they are blocked. */
export interface Sides {
  fields: readonly FieldValues[];
  a: Rows;
  b: Rows;
  texts?: Texts;
}

/** Finds what the rules and the nearness of texts make candidates. */
export function findCandidates({ candidates, neighbours }: Schema, knowledge: Knowledge, sides: Sides): Candidates {
  const { fields, a, b } = sides;
  const blocks = candidates.map((keys) => block(fields, a, b, keys, blockCap));
  if (!neighbours) return { blocks };
  return { blocks, near: nearest(fields, a, b, sides.texts ?? [[], []], neighbours, knowledge) };
}
