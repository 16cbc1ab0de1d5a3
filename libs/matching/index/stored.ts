import type { Vector } from '../candidates/neighbours.js';

/** The score of a pair before assignment. */
export interface Weighed {
  score: number;
  reading: number;
}

/** The records that share all keys of a rule. */
export interface Block {
  key: string;
  a: Stored[];
  b: Stored[];
}

/** A record as the index holds it. */
export class Stored {
  /** Whom it counts among its nearest the other way round: records whose nearest hold this one. */
  readonly nearTo = new Set<Stored>();
  /** What was found of pairs with records of the other side; either knows it, until one of them goes. */
  readonly scores = new Map<Stored, Weighed>();
  near: { group: string; member: Member } | undefined;
  readonly blocks: Block[] = [];

  constructor(
    readonly side: 'a' | 'b',
    readonly id: string,
    /** Places of its values by field. */
    readonly places: readonly number[],
    private readonly rank: number,
  ) {}

  /** Its order among records: by what it says, then by id. */
  before(other: Stored): number {
    return this.rank - other.rank || (this.id < other.id ? -1 : this.id > other.id ? 1 : 0);
  }
}

/** A record near another. */
export interface Neighbour {
  member: Member;
  score: number;
}

/** A record's text in its group. */
export interface Member {
  record: Stored;
  vector: Vector;
  /** Of the other side, the nearest first. */
  nearest: Neighbour[];
  /** Its place in its group. */
  slot: number;
}
