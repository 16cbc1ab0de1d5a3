import type { Cast } from '../e2e/cast.js';
import { offer, playThrough } from './play.js';

/** As many as two reviewers may hold, by far. */
const atOnce = 20;

/** Offers so many transfers, so that all are in flight, and plays each to its end, one cast and its two reviewers after the other. @returns the processes */
export async function playMany(casts: Cast[], count: number): Promise<string[]> {
  const castOf = (nth: number) => casts[nth % casts.length]!;
  const processes: string[] = [];
  await inLanes(count, async (nth) => void processes.push(await offer(castOf(nth))));
  await inLanes(count, (nth) => playThrough(castOf(nth), nth % 2 ? castOf(nth).other : castOf(nth).reviewer, processes[nth]!));
  return processes;
}

async function inLanes(count: number, work: (nth: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
