import { readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import type { Stage } from './stage.js';

const quiet = { share: 0.1, seconds: 3 };

/** Waits until the worker has nothing to do: for some seconds it takes less than a tenth of a core. */
export async function calm({ product }: Stage): Promise<void> {
  const spent = () => ticksOf(product.run().children.worker!.pid);
  for (let before = spent(); ;) {
    await after(quiet.seconds * 1000);
    const now = spent();
    if (now - before < quiet.share * quiet.seconds) return;
    before = now;
  }
}

/** Seconds of a processor that a process has taken so far. */
function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
