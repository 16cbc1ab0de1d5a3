import * as wf from '@temporalio/workflow';

/**
 * Wakes a run at the moments at which somebody wants to look again. One timer runs for all of them, the earliest, and none is ever cancelled; one that has become needless fires in vain.
 * So there are fewer events, and the engine is never asked to cancel a timer that it has not heard of: a run that starts and cancels one within the same task can get stuck.
 */
export function alarmClock() {
  const moments = new Set<{ at: number }>();
  let running = Infinity;

  const wind = () => {
    const now = Date.now();
    const next = [...moments].reduce((earliest, { at }) => (at > now ? Math.min(earliest, at) : earliest), Infinity);
    if (next >= running) return;
    running = next;
    void wf.sleep(next - now).then(() => {
      if (running === next) running = Infinity;
      wind();
    });
  };

  return {
    /** Waits for `fact`, or until the moment has come: in milliseconds, or Infinity. */
    async wait(fact: () => boolean, at: number): Promise<void> {
      const moment = { at };
      moments.add(moment);
      wind();
      await wf.condition(() => fact() || Date.now() >= at);
      moments.delete(moment);
    },
  };
}
