/** Rows in the order of their keys, which go from 0 to `size` − 1; rows of one key stay in the order that they had. */
function sortedBy(rows: Int32Array, keys: ArrayLike<number>, size: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(size + 1);
  for (let place = 0; place < rows.length; place++) next[keys[rows[place]!]! + 1]!++;
  for (let key = 0; key < size; key++) next[key + 1]! += next[key]!;
  const sorted = new Int32Array(rows.length);
  for (let place = 0; place < rows.length; place++) sorted[next[keys[rows[place]!]!]!++] = rows[place]!;
  return sorted;
}

/** All rows in the order of their numbers, which are whole and below 2⁴⁸; `decide` puts those of one number in order. */
export function sortedByNumber(numbers: Float64Array, decide: (one: number, other: number) => number): Int32Array {
  let rows = Int32Array.from(numbers.keys());
  const digits = new Uint16Array(numbers.length);
  for (let unit = 1; unit <= 2 ** 32; unit *= 2 ** 16) {
    for (let row = 0; row < digits.length; row++) digits[row] = Math.floor(numbers[row]! / unit) % 2 ** 16;
    rows = sortedBy(rows, digits, 2 ** 16);
  }
  let from = 0;
  for (let to = 1; to <= rows.length; to++) {
    if (to < rows.length && numbers[rows[to]!] === numbers[rows[from]!]) continue;
    if (to > from + 1) rows.subarray(from, to).sort(decide);
    from = to;
  }
  return rows;
}
