import { tokensOf, Vocabulary } from '../candidates/neighbours.js';
import type { Knowledge } from '../model/knowledge.js';
import { NearGroup } from './near-group.js';
import type { Member, Neighbour, Stored } from './stored.js';

/** Who is nearest to whom within the groups of a key, kept as records come and go. Nearness is the same as in a batch, to the last bit. */
export class Near {
  private readonly groups = new Map<string, NearGroup>();
  private readonly vocabulary: Vocabulary;

  constructor(
    private readonly count: number,
    knowledge: Knowledge,
  ) {
    this.vocabulary = new Vocabulary(knowledge);
  }

  add(record: Stored, text: string, key: string): void {
    const member: Member = { record, vector: this.vocabulary.vectorOf(tokensOf(text)), nearest: [], slot: -1 };
    let group = this.groups.get(key);
    if (!group) this.groups.set(key, (group = new NearGroup()));
    record.near = { group: key, member };
    const nearest: Neighbour[] = [];
    group.near(member, (other, score) => {
      this.offer(nearest, other, score);
      this.offerTo(other, member, score);
    });
    this.choose(member, nearest);
    group.put(member);
  }

  remove(record: Stored): void {
    if (!record.near) return;
    const { group: key, member } = record.near;
    const group = this.groups.get(key)!;
    group.take(member);
    for (const { member: other } of member.nearest) other.record.nearTo.delete(record);
    // Who had it among the nearest looks anew.
    for (const { near } of record.nearTo) this.look(group, near!.member);
    record.near = undefined;
    record.nearTo.clear();
    if (group.size === 0) this.groups.delete(key);
  }

  private look(group: NearGroup, member: Member): void {
    const nearest: Neighbour[] = [];
    group.near(member, (other, score) => this.offer(nearest, other, score));
    this.choose(member, nearest);
  }

  private choose(member: Member, nearest: Neighbour[]): void {
    for (const { member: old } of member.nearest) old.record.nearTo.delete(member.record);
    member.nearest = nearest;
    for (const { member: fresh } of nearest) fresh.record.nearTo.add(member.record);
  }

  /** Puts a neighbour among the nearest, where it is one of them. @returns whether it is */
  private offer(nearest: Neighbour[], member: Member, score: number): boolean {
    const last = nearest[this.count - 1];
    if (last && (score < last.score || (score === last.score && last.member.record.before(member.record) < 0))) return false;
    const neighbour = { member, score };
    let place = Math.min(nearest.length, this.count - 1);
    for (; place > 0 && nearer(neighbour, nearest[place - 1]!) < 0; place--) nearest[place] = nearest[place - 1]!;
    nearest[place] = neighbour;
    return true;
  }

  private offerTo(to: Member, member: Member, score: number): void {
    const last = to.nearest[this.count - 1];
    if (!this.offer(to.nearest, member, score)) return;
    member.record.nearTo.add(to.record);
    last?.member.record.nearTo.delete(to.record);
  }
}

/** The nearer first; of equals, in canonical order. */
const nearer = (one: Neighbour, other: Neighbour): number => other.score - one.score || one.member.record.before(other.member.record);
