/** Draws by a seed: the same seed, the same tables. */
export class Draw {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  number(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  integer(from: number, to: number): number {
    return from + Math.floor(this.number() * (to - from + 1));
  }

  chance(share: number): boolean {
    return this.number() < share;
  }

  pick<Each>(from: readonly Each[]): Each {
    return from[Math.floor(this.number() * from.length)]!;
  }

  shuffled<Each>(from: readonly Each[]): Each[] {
    const all = [...from];
    for (let place = all.length - 1; place > 0; place--) {
      const other = this.integer(0, place);
      [all[place], all[other]] = [all[other]!, all[place]!];
    }
    return all;
  }
}
