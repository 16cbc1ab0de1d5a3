import * as wf from '@temporalio/workflow';
import type { Look } from './record.js';

/**
 * Wakes a run when somebody wants to look at the record again. One timer runs for all of them, the earliest, and none is ever cancelled; one that has become needless fires in vain.
 * So there are fewer events, and the engine is never asked to cancel a timer that it has not heard of: a run that starts and cancels one within the same task can get stuck.
 * What is earlier is told by the record's dates alone. The workflow's own clock goes by milliseconds differently when it is replayed.
 */
export function alarmClock() {
  const waiting = new Set<{ at: number; due: boolean }>();
  const running = new Set<number>();

  /** Starts a timer for the earliest that none runs for; `now` by the record's clock. */
  const wind = (now: number) => {
    const next = Math.min(...[...waiting].filter(({ due }) => !due).map(({ at }) => at));
    if (next === Infinity || [...running].some((at) => at <= next)) return;
    running.add(next);
    void wf.sleep(Math.max(next - now, 1)).then(() => {
      running.delete(next);
      for (const each of waiting) each.due ||= each.at <= next;
      wind(next);
    });
  };

  return {
    /** Begins to wait until it is time to look again; never, where there is no such time. */
    set({ nextAt = Infinity, nextIn = 0 }: Look): { due: boolean; off: () => void } {
      const moment = { at: nextAt, due: false, off: () => void waiting.delete(moment) };
      waiting.add(moment);
      wind(nextAt - nextIn);
      return moment;
    },
  };
}
