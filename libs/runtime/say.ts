/** Something that the person at the keyboard can put right: its message is one clear sentence, shown without a stack. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Says on standard error what is being done, with the seconds since the program began. Standard output stays for results. */
export function say(sentence: string): void {
  process.stderr.write(`[${(performance.now() / 1000).toFixed(1).padStart(6)} s] ${sentence}\n`);
}

/** Seconds since `from`, a moment of `performance.now()`, as a person reads them. */
export const secondsSince = (from: number): string => ((performance.now() - from) / 1000).toFixed(1);
