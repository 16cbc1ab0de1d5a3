/** Which column of a table is what, and how records are paired. See docs/matching.md for the format. */
export interface Schema {
  format: 'liandong-matching-schema/1';
  name: string;
  /** The column of ids; where there are several, the first that a table has. */
  id: string[];
  fields: Field[];
  /** Records are candidates that share all keys of a rule; a key is `field.key`. */
  candidates: string[][];
  /** Each record's nearest by rare character pairs are candidates too. */
  neighbours?: Neighbours;
  /** Pairs that share all keys of an anchor are mostly links: the fields that the anchor trains are learned there. */
  anchors: { keys: string[]; trains: string[] }[];
  /** Links that are expected for each record of the smaller table. */
  expected: number;
  /** The fields that a pair may contradict itself in. Without them there is one relation. */
  contradictions?: { amount: string; date: string };
  /** What a look-alike shares with a link: sets of fields. */
  lookAlikes?: string[][];
}

export interface Field {
  name: string;
  /** What people call it, where that is not its name. */
  label?: { zh: string; en: string };
  kind: KindName;
  /** Columns by their role in the kind, mostly `column`. */
  columns: Record<string, string[]>;
}

export interface Neighbours {
  columns: string[];
  /** Only among records that share this key. */
  within: string;
  count: number;
}

export const kindNames = [
  'name',
  'code',
  'reference',
  'number',
  'word',
  'people',
  'text',
  'category',
  'place',
  'organisation',
  'amount',
  'period',
  'project',
  'firm',
  'matter',
  'particulars',
] as const;
export type KindName = (typeof kindNames)[number];
