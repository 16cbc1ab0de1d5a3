import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

/** Activities that open or end something: undisturbed, each is attempted once per step. */
const effects = new Set(['openTask', 'openCopy', 'close']);

const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []);
const isEffect = (line: string) => effects.has(line.split(' ')[1]!);

/** Those attempts at an effect that the workers have made more than once so far: process, activity and step. */
export function repeatedEffects(...files: string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of files.flatMap(linesOf).filter(isEffect)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([line]) => line);
}

/** Waits until the worker begins with an effect, and says so while it is still at it; or until `atMost` milliseconds are over, where nothing is at work. */
export async function effectBegun(file: string, atMost: number): Promise<void> {
  const begun = () => linesOf(file).filter(isEffect).length;
  const before = begun();
  for (let left = atMost / 2; left > 0 && begun() === before; left--) await after(2);
}
