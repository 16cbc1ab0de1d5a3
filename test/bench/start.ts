import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '#testing/product';
import type { Figure } from './measure.js';

/** Seconds from the command to a served page: on a new data folder, and on that folder again. The baseline is the first request that a bare Node program answers. */
export async function start(): Promise<Figure[]> {
  const data = mkdtempSync(join(tmpdir(), 'liandong-bench-'));
  const seconds = async () => {
    const started = performance.now();
    const product = await startProduct({ data });
    const page = await fetch(product.url);
    await page.text();
    const took = (performance.now() - started) / 1000;
    await product.stop();
    return took;
  };
  const first = await seconds();
  const second = await seconds();
  rmSync(data, { recursive: true, force: true });
  return [
    { name: 'start.first', value: first, unit: 's', n: 1 },
    { name: 'start.second', value: second, unit: 's', n: 1, bound: { atMost: 15 } },
    { name: 'start.secondToFirst', value: second / first, unit: '× first start', n: 1 },
  ];
}
