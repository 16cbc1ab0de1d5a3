import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Measures } from '../../../apps/match/src/measures.js';

/** What a process of its own found out about one set. */
export interface SetRun {
  /** From the CSV files to the links. */
  seconds: number;
  /** Of these, learning and predicting. */
  matchSeconds: number;
  cpuSeconds: number;
  peakMB: number;
  measures: Record<'n:m' | '1:1', Measures>;
  /** The share of true links that are candidates. */
  reached: number;
  /** Candidates as a share of the pairs within a county. */
  inCounty?: number;
  /** The share of look-alikes that were linked. */
  lookAlikesLinked?: number;
}

export interface SetToRun {
  folder: string;
  schema: string;
  model?: string;
  saveModel?: string;
}

/** Matches a set in a process of its own, so that its memory and time are its own. */
export async function runSet(what: SetToRun): Promise<SetRun> {
  const script = fileURLToPath(new URL('./one-set.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(what)], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as SetRun;
}
