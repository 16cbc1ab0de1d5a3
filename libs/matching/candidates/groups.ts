/** Numbers pairs of integers in the order of their coming, in typed arrays: a hash table of (left, right). */
export class PairNumbers {
  private left: Int32Array;
  private right: Int32Array;
  private numbers: Int32Array;
  size = 0;

  /** `expected`: about how many pairs will come. */
  constructor(expected: number) {
    const slots = 1 << Math.ceil(Math.log2(Math.max(expected * 2, 16)));
    this.left = new Int32Array(slots);
    this.right = new Int32Array(slots);
    this.numbers = new Int32Array(slots).fill(-1);
  }

  /** The number of a pair; a new one is given where there is none. */
  of(left: number, right: number): number {
    if (this.size * 2 > this.numbers.length) this.grow();
    const slot = this.slot(left, right);
    if (this.numbers[slot]! < 0) {
      this.left[slot] = left;
      this.right[slot] = right;
      this.numbers[slot] = this.size++;
    }
    return this.numbers[slot]!;
  }

  private slot(left: number, right: number): number {
    const mask = this.numbers.length - 1;
    let slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right + 0x7f4a7c15, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.numbers[slot]! >= 0 && (this.left[slot] !== left || this.right[slot] !== right)) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { left, right, numbers } = this;
    const size = numbers.length * 4;
    this.left = new Int32Array(size);
    this.right = new Int32Array(size);
    this.numbers = new Int32Array(size).fill(-1);
    for (let old = 0; old < numbers.length; old++) {
      if (numbers[old]! < 0) continue;
      const slot = this.slot(left[old]!, right[old]!);
      this.left[slot] = left[old]!;
      this.right[slot] = right[old]!;
      this.numbers[slot] = numbers[old]!;
    }
  }
}

/** Lists of numbers by row, one behind the other: those of row r lie from starts[r] to starts[r + 1]. */
export interface Lists {
  starts: Int32Array;
  items: Int32Array;
}

/** Puts (row, item) entries into lists; within a row they keep their order. */
export function listsOf(rows: ArrayLike<number>, items: ArrayLike<number>, size: number, count = rows.length): Lists {
  const starts = new Int32Array(size + 1);
  for (let place = 0; place < count; place++) starts[rows[place]! + 1]!++;
  for (let row = 0; row < size; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice(0, size);
  const sorted = new Int32Array(count);
  for (let place = 0; place < count; place++) sorted[next[rows[place]!]!++] = items[place]!;
  return { starts, items: sorted };
}

/** A growing array of integers. */
export class Integers {
  items = new Int32Array(1 << 10);
  size = 0;

  push(value: number): void {
    if (this.size === this.items.length) {
      const larger = new Int32Array(this.size * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.size++] = value;
  }
}
