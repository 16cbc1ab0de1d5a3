import type { Member, Neighbour } from './stored.js';

interface Posting {
  members: Member[];
  weights: number[];
}

/** The records of one group by token, for either side. */
export class NearGroup {
  private readonly postings = { a: new Map<number, Posting>(), b: new Map<number, Posting>() };
  private readonly free: number[] = [];
  private slots = 0;
  private sums = new Float64Array(64);
  size = 0;

  put(member: Member): void {
    member.slot = this.free.pop() ?? this.slots++;
    this.size++;
    if (this.slots > this.sums.length) this.sums = new Float64Array(this.slots * 2);
    this.each(member, (posting, weight) => {
      posting.members.push(member);
      posting.weights.push(weight);
    });
  }

  take(member: Member): void {
    const index = this.postings[member.record.side];
    this.each(member, (posting, _, token) => {
      const place = posting.members.indexOf(member);
      const [last, weight] = [posting.members.pop()!, posting.weights.pop()!];
      if (last !== member) {
        posting.members[place] = last;
        posting.weights[place] = weight;
      }
      if (posting.members.length === 0) index.delete(token);
    });
    this.free.push(member.slot);
    this.size--;
  }

  /** Who of the other side shares a token, and how near: the cosine of the vectors, added up in the order of tokens. */
  near({ record: { side }, vector }: Member): Neighbour[] {
    const index = this.postings[side === 'a' ? 'b' : 'a'];
    const { sums } = this;
    const found: Member[] = [];
    const { tokens, weights } = vector;
    for (let n = 0; n < tokens.length; n++) {
      const posting = index.get(tokens[n]!);
      if (!posting) continue;
      const weight = weights[n]!;
      for (let place = 0; place < posting.members.length; place++) {
        const other = posting.members[place]!;
        if (sums[other.slot] === 0) found.push(other);
        sums[other.slot]! += weight * posting.weights[place]!;
      }
    }
    return found.map((member) => {
      const score = sums[member.slot]!;
      sums[member.slot] = 0;
      return { member, score };
    });
  }

  private each({ record: { side }, vector: { tokens, weights } }: Member, visit: (posting: Posting, weight: number, token: number) => void): void {
    const index = this.postings[side];
    tokens.forEach((token, n) => {
      let posting = index.get(token);
      if (!posting) index.set(token, (posting = { members: [], weights: [] }));
      visit(posting, weights[n]!, token);
    });
  }
}
