import { compare, levelsOf } from '../compare.js';
import type { Prepared } from '../model/train.js';
import type { Field } from '../schema.js';
import type { AnyKind } from '../kinds/kinds.js';
import type { Proposal } from '../score/proposals.js';
import { probabilityOf, rarity, type Scale, weighReadings } from '../score/score.js';
import type { Table } from '../tables.js';
import type { Change, Explanation, Reason } from './explanation.js';
import { sentenceOf } from './sentence.js';

/** Explains a pair of rows. A pair that was not proposed is weighed without what other pairs have to do with it. */
export function explain(
  scale: Scale,
  { fields, a, b, orderA, orderB }: Prepared,
  proposal: Proposal | undefined,
  rowA: number,
  rowB: number,
  tables: readonly [Table, Table],
): Explanation {
  const pair = { a: Int32Array.of(rowA), b: Int32Array.of(rowB) };
  const levels = levelsOf(compare(fields, a, b, pair)[0]!, fields);
  const rare = levels.map((level, field) => rarity(scale, field, level, a[field]![rowA]!, b[field]![rowB]!));
  const sumsAt = (at: readonly number[]) =>
    scale.bits.map(({ prior, of, byFrequency }) =>
      at.reduce((sum, level, field) => sum + of[field]![level]! + (byFrequency[field] && level === levels[field] ? rare[field]! : 0), prior),
    );
  const sums = sumsAt(levels);
  const { score: before, reading: likeliest } = weighReadings(scale.bits, sums);
  const named = scale.bits.findIndex(({ relation }) => relation === proposal?.relation);
  const reading = named < 0 ? likeliest : named;
  const { prior, of, byFrequency, relation } = scale.bits[reading]!;
  const links = Math.log2(scale.bits.reduce((sum, { link }, place) => sum + (link ? 2 ** sums[place]! : 0), 0));
  const score = proposal?.score ?? before;
  const reasons = fields.map(({ field, kind, values }, place): Reason => ({
    field: field.name,
    label: field.label ?? { zh: field.name, en: field.name },
    kind: field.kind,
    level: kind.levels[levels[place]!]!.name,
    agrees: kind.levels[levels[place]!]!.agrees,
    bits: of[place]![levels[place]!]! + (byFrequency[place] ? rare[place]! : 0),
    a: shown(kind, values[a[place]![rowA]!], cellOf(tables[0], field, orderA[rowA]!)),
    b: shown(kind, values[b[place]![rowB]!], cellOf(tables[1], field, orderB[rowB]!)),
  }));
  const shift = score - before;
  const changes = fields.flatMap(({ field, kind }, place): Change[] =>
    kind.levels.flatMap(({ name, agrees }, level) => {
      if (level === levels[place] || (level > 0 && agrees === undefined) || (level === 0 && levels[place] === 0)) return [];
      const otherwise = weighReadings(scale.bits, sumsAt(levels.with(place, level))).score + shift;
      return otherwise >= 0 === score >= 0 ? [] : [{ field: field.name, level: name, probability: probabilityOf(otherwise) }];
    }),
  );
  const explanation = {
    relation,
    probability: probabilityOf(score),
    score,
    prior,
    reasons,
    otherReadings: links - sums[reading]!,
    lookAlike: before - links,
    assignment: shift,
    because: proposal?.assignment,
    changes,
  };
  return { ...explanation, sentence: sentenceOf(explanation) };
}

/** What a field's own column says. */
function cellOf({ columns }: Table, { columns: roles }: Field, row: number): string {
  for (const name of roles['column'] ?? []) {
    const cell = columns[name]?.[row];
    if (cell) return cell;
  }
  return '';
}

/** What a side says: its cell, or what the texts say instead; and what they say beside it. */
function shown(kind: AnyKind, value: unknown, cell: string): string {
  if (value === undefined) return cell;
  const beside = kind.beside?.(value);
  return `${cell || (kind.show?.(value) ?? '')}${beside ? `〔${beside}〕` : ''}`;
}
