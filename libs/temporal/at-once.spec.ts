import { expect, it } from '@jest/globals';
import { forEachAtOnce } from './at-once.js';

it('has never more under way than allowed, and leaves nothing out', async () => {
  const done: number[] = [];
  let underWay = 0;
  let most = 0;
  await forEachAtOnce(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
    most = Math.max(most, ++underWay);
    await Promise.resolve();
    underWay--;
    done.push(item);
  });
  expect(most).toBe(3);
  expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it('does the others although one fails, and says that it failed', async () => {
  const done: number[] = [];
  const all = forEachAtOnce(2, [1, 2, 3, 4], async (item) => {
    if (item === 1) throw new Error('one');
    done.push(item);
  });
  await expect(all).rejects.toThrow('one');
  expect(done).toEqual([2, 3, 4]);
});
