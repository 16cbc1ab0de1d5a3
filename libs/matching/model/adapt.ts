import { countTexts, textsOfBoth, wholeText } from '../candidates/neighbours.js';
import { openFields, readTable } from '../records.js';
import type { Table } from '../tables.js';
import type { Model } from './model.js';
import { countTerms, survey } from './survey.js';

/**
 * A model for tables that are too small to learn from: it keeps what the given one has learned of weights and words, and takes from the tables what they alone
 * can know: the names of places, who bears which code, which values are common.
 */
export function adaptModel(model: Model, tableA: Table, tableB: Table): Model {
  const { schema } = model;
  const own = survey(schema, [tableA, tableB]);
  const knowledge = { ...own, sums: model.knowledge.sums, pairs: model.knowledge.pairs, translations: model.knowledge.translations };
  const fields = openFields(schema, knowledge);
  const [a, b] = [readTable(fields, tableA), readTable(fields, tableB)];
  countTerms(fields, [a.rows, b.rows], knowledge);
  const texts = textsOfBoth(schema, tableA, tableB, a.order, b.order);
  if (texts) knowledge.tokens[wholeText] = countTexts(texts);
  const [before, now] = [priorBase(model.trainedOn), priorBase({ a: tableA.ids.length, b: tableB.ids.length })];
  const readings = model.weights.readings.map((reading) => ({ ...reading, prior: Math.min(0.5, (reading.prior * now) / before) }));
  return { ...model, knowledge, weights: { ...model.weights, readings }, trainedOn: { a: tableA.ids.length, b: tableB.ids.length } };
}

/** Of all pairs, those of the smaller table with one partner each. */
const priorBase = ({ a, b }: { a: number; b: number }): number => 1 / Math.max(a, b, 1);
