import type { Member } from './stored.js';

/** Who has a token, by slot, and with which weight. */
interface Posting {
  slots: number[];
  weights: number[];
}

/** The records of one group by token, for either side. */
export class NearGroup {
  private readonly postings = { a: new Map<number, Posting>(), b: new Map<number, Posting>() };
  private readonly members: (Member | undefined)[] = [];
  private readonly free: number[] = [];
  private sums = new Float64Array(64);
  private found = new Int32Array(64);
  size = 0;

  put(member: Member): void {
    member.slot = this.free.pop() ?? this.members.length;
    this.members[member.slot] = member;
    this.size++;
    if (member.slot >= this.sums.length) {
      this.sums = new Float64Array(member.slot * 2);
      this.found = new Int32Array(member.slot * 2);
    }
    const { tokens, weights } = member.vector;
    const index = this.postings[member.record.side];
    for (let n = 0; n < tokens.length; n++) {
      let posting = index.get(tokens[n]!);
      if (!posting) index.set(tokens[n]!, (posting = { slots: [], weights: [] }));
      posting.slots.push(member.slot);
      posting.weights.push(weights[n]!);
    }
  }

  take(member: Member): void {
    const index = this.postings[member.record.side];
    for (const token of member.vector.tokens) {
      const { slots, weights } = index.get(token)!;
      const place = slots.indexOf(member.slot);
      const [last, weight] = [slots.pop()!, weights.pop()!];
      if (last !== member.slot) {
        slots[place] = last;
        weights[place] = weight;
      }
      if (slots.length === 0) index.delete(token);
    }
    this.members[member.slot] = undefined;
    this.free.push(member.slot);
    this.size--;
  }

  /** Tells who of the other side shares a token, and how near: the cosine of the vectors, added up in the order of tokens. */
  near({ record: { side }, vector: { tokens, weights } }: Member, tell: (other: Member, score: number) => void): void {
    const index = this.postings[side === 'a' ? 'b' : 'a'];
    let size = 0;
    for (let n = 0; n < tokens.length; n++) {
      const posting = index.get(tokens[n]!);
      if (posting) size = this.addUp(posting, weights[n]!, size);
    }
    for (let place = 0; place < size; place++) {
      const slot = this.found[place]!;
      const score = this.sums[slot]!;
      this.sums[slot] = 0;
      tell(this.members[slot]!, score);
    }
  }

  private addUp({ slots, weights }: Posting, weight: number, size: number): number {
    const { sums, found } = this;
    for (let place = 0; place < slots.length; place++) {
      const slot = slots[place]!;
      if (sums[slot] === 0) found[size++] = slot;
      sums[slot]! += weight * weights[place]!;
    }
    return size;
  }
}
