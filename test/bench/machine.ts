/** Milliseconds that one of the machine's processors takes for three hundred million sums: what a second is worth on it just now. */
export function paceOfTheMachine(): number {
  const before = performance.now();
  let sum = 0;
  for (let n = 0; n < 3e8; n++) sum += n % 7;
  if (sum < 0) throw new Error('It has not been counted.'); // so that the loop is not found to be of no use
  return performance.now() - before;
}
