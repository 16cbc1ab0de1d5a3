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

  add(record: Stored, cells: readonly string[], key: string): void {
    const member: Member = { record, vector: this.vocabulary.vectorOf(tokensOf(cells)), nearest: [], slot: -1 };
    let group = this.groups.get(key);
    if (!group) this.groups.set(key, (group = new NearGroup()));
    record.near = { group: key, member };
    const others = group.near(member);
    for (const { member: other, score } of others) {
      const last = other.nearest[this.count - 1];
      if (!last || score >= last.score) this.offer(other, { member, score });
    }
    this.choose(member, others);
    group.put(member);
  }

  remove(record: Stored): void {
    if (!record.near) return;
    const { group: key, member } = record.near;
    const group = this.groups.get(key)!;
    group.take(member);
    for (const { member: other } of member.nearest) other.record.nearTo.delete(record);
    // Who had it among the nearest looks anew.
    for (const { near } of record.nearTo) this.choose(near!.member, group.near(near!.member));
    record.near = undefined;
    record.nearTo.clear();
    if (group.size === 0) this.groups.delete(key);
  }

  private choose(member: Member, others: Neighbour[]): void {
    for (const { member: old } of member.nearest) old.record.nearTo.delete(member.record);
    const least = others.length > this.count ? nth(others, this.count) : 0;
    member.nearest = others
      .filter(({ score }) => score >= least)
      .sort(nearer)
      .slice(0, this.count);
    for (const { member: fresh } of member.nearest) fresh.record.nearTo.add(member.record);
  }

  private offer(to: Member, neighbour: Neighbour): void {
    const last = to.nearest.at(-1);
    if (to.nearest.length === this.count && last && nearer(last, neighbour) <= 0) return;
    to.nearest = [...to.nearest, neighbour].sort(nearer);
    neighbour.member.record.nearTo.add(to.record);
    if (to.nearest.length > this.count) to.nearest.pop()!.member.record.nearTo.delete(to.record);
  }
}

/** The nearer first; of equals, in canonical order. */
const nearer = (one: Neighbour, other: Neighbour): number => other.score - one.score || one.member.record.before(other.member.record);

/** The n-th largest score, so that only few have to be sorted. */
function nth(neighbours: readonly Neighbour[], n: number): number {
  const best: number[] = [];
  for (const { score } of neighbours) {
    if (best.length === n && score <= best[n - 1]!) continue;
    let place = best.length;
    while (place > 0 && best[place - 1]! < score) place--;
    best.splice(place, 0, score);
    if (best.length > n) best.pop();
  }
  return best[n - 1] ?? 0;
}
