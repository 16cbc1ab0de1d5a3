/** Texts, each once and known by its place, from 1 on in the order of their coming; place 0 is none. Of each a number is kept that is mixed from its characters. */
export class Texts {
  private readonly texts: string[] = [''];
  /** Places by their hashes; 0 is free. */
  private slots = new Int32Array(64);
  /** The hash of each text: 32 bits and 16 more. */
  private high = new Int32Array(32);
  private low = new Uint16Array(32);

  /** The place of a text, or 0. */
  find(text: string): number {
    const [high, low] = hashOf(text);
    return this.slots[this.slotOf(text, high, low)]!;
  }

  /** The place of a text, which is added where it is new. */
  add(text: string): number {
    const [high, low] = hashOf(text);
    const slot = this.slotOf(text, high, low);
    if (this.slots[slot]! > 0) return this.slots[slot]!;
    const place = this.texts.push(text) - 1;
    if (place === this.high.length) [this.high, this.low] = [doubled(this.high, new Int32Array(place * 2)), doubled(this.low, new Uint16Array(place * 2))];
    this.high[place] = high;
    this.low[place] = low;
    this.slots[slot] = place;
    if (place * 2 > this.slots.length) this.spread();
    return place;
  }

  at(place: number): string {
    return this.texts[place]!;
  }

  /** A number below 2⁴⁸ that is mixed from the characters of a text, and 0 for none. */
  mixed(place: number): number {
    return place === 0 ? 0 : (this.high[place]! >>> 0) * 0x10000 + this.low[place]!;
  }

  private slotOf(text: string, high: number, low: number): number {
    const mask = this.slots.length - 1;
    for (let slot = startOf(high, low) & mask; ; slot = (slot + 1) & mask) {
      const place = this.slots[slot]!;
      if (place === 0 || (this.high[place] === high && this.low[place] === low && this.texts[place] === text)) return slot;
    }
  }

  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 4);
    const mask = this.slots.length - 1;
    for (let place = 1; place < this.texts.length; place++) {
      let slot = startOf(this.high[place]!, this.low[place]!) & mask;
      while (this.slots[slot]! > 0) slot = (slot + 1) & mask;
      this.slots[slot] = place;
    }
  }
}

const startOf = (high: number, low: number): number => high ^ (high >>> 15) ^ (low << 3);

function doubled<Items extends Int32Array | Uint16Array>(items: Items, larger: Items): Items {
  larger.set(items);
  return larger;
}

/** 32 bits and 16 more from a text; of a long one some of its characters. */
function hashOf(text: string): [high: number, low: number] {
  const step = 1 + (text.length >> 7);
  let high = 0x811c9dc5 ^ text.length;
  let low = 0x1b873593;
  for (let place = 0; place < text.length; place += step) {
    const code = text.charCodeAt(place);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + place), 0x5bd1e995);
    low ^= low >>> 13;
  }
  return [high | 0, low & 0xffff];
}
