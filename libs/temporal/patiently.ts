import { setTimeout as after } from 'node:timers/promises';

const first = 250; // milliseconds; the wait doubles up to the longest
const longest = 5_000;

/** Tries until it succeeds, or until `signal` says that nobody wants it any more; then it throws what failed last. What failed before is told to `failed`. */
export async function patiently<Result>(
  work: () => Promise<Result>,
  { signal, failed }: { signal: AbortSignal; failed?: (error: unknown) => void },
): Promise<Result> {
  for (let wait = first; ; wait = Math.min(wait * 2, longest)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw error;
      failed?.(error);
      await after(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}
