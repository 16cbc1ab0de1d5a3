import type { Link } from '../links.js';
import type { Outcome, Phase } from '../match.js';
import type { Table } from '../tables.js';
import type { Schema } from '../schema.js';

/** What a thread is started with. Models travel as documents. */
export interface Work {
  a: Table;
  b: Table;
  schema?: Schema;
  model?: string;
  assignment?: 'n:m' | '1:1';
  least?: number;
}

/** What a thread tells. */
export type Told =
  | { kind: 'progress'; phase: Phase; share: number }
  | { kind: 'done'; links: Link[]; oneToOne: Link[]; model: string; statistics: Outcome['statistics'] }
  | { kind: 'failed'; message: string };
