import { readdirSync, readFileSync } from 'node:fs';
import type { Product, ProductChild } from '#testing/product';

/** Makes one of the product's programs stand still, with all that it has started: it neither answers nor ends, so that nobody starts it again. @returns how it goes on */
export function standStill(product: Product, child: ProductChild): () => void {
  const family = familyOf(product.run().children[child]!.pid);
  for (const pid of family) process.kill(pid, 'SIGSTOP');
  return () => family.forEach((pid) => process.kill(pid, 'SIGCONT'));
}

/** A process and those that it has started, itself first: once it stands still there are no more of them. */
function familyOf(parent: number): number[] {
  process.kill(parent, 'SIGSTOP');
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === parent);
  return [parent, ...others.map(Number)];
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined; // it has ended meanwhile
  }
}
