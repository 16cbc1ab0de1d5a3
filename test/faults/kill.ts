import { setTimeout as after } from 'node:timers/promises';
import { eventually } from '#testing/eventually';
import type { Product, ProductChild } from '#testing/product';
import { effectBegun } from './attempts.js';

/** Kills one program in the middle of an effect that `attempts` tells of, some `pause` milliseconds from now, and waits until it has been started again. */
export async function killed(product: Product, victim: ProductChild, attempts: string, pause: number): Promise<void> {
  await after(pause);
  await effectBegun(attempts, 5_000);
  const before = await runs(product, victim);
  product.kill(victim);
  await runs(product, victim, before);
}

/** The process id of one program, once it runs under another one than `before`. */
const runs = (product: Product, victim: ProductChild, before?: number): Promise<number> =>
  eventually(() => {
    const pid = product.run().children[victim]?.pid;
    if (pid === undefined || pid === before) throw new Error(`${victim} does not run.`);
    return pid;
  });
