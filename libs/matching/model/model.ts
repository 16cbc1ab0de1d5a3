import type { Schema } from '../schema.js';
import type { Knowledge } from './knowledge.js';
import type { Weights } from './weights.js';

/** All that is needed to compare records: how they are read, what was learned of the world, and what each level weighs. A document that can be stored, loaded and compared. */
export interface Model {
  format: 'liandong-matching-model/1';
  schema: Schema;
  /** How many rows it was learned from. */
  trainedOn: { a: number; b: number };
  knowledge: Knowledge;
  weights: Weights;
}
