import { setTimeout as after } from 'node:timers/promises';
import { factsOf, type Log } from '#config/logger';

const first = 250; // milliseconds; the wait doubles up to the longest
const longest = 5_000;

/** Tries until it succeeds, or until `signal` says that nobody wants it any more; then it throws what failed last. */
export async function patiently<Result>(what: string, work: () => Promise<Result>, { log, signal }: { log: Log; signal: AbortSignal }): Promise<Result> {
  for (let wait = first; ; wait = Math.min(wait * 2, longest)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw error;
      log.warn({ trying: what, ...factsOf(error) }, 'not there yet');
      await after(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}
