import { existsSync, readFileSync } from 'node:fs';

/** Activities that open or end something: undisturbed, each is attempted once per step. */
const effects = new Set(['openTask', 'openCopy', 'close']);

/** The attempts at activities that the worker has made so far, by process, activity and step. */
export function attemptsIn(file: string): { total: number; repeatedEffects: string[] } {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const counts = new Map<string, number>();
  for (const line of lines.filter((each) => effects.has(each.split(' ')[1]!))) counts.set(line, (counts.get(line) ?? 0) + 1);
  return { total: lines.length, repeatedEffects: [...counts].filter(([, count]) => count > 1).map(([line]) => line) };
}
