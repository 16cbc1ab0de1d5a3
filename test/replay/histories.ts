import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';

/** What the engine wrote down for one run of a story. */
export interface Recorded {
  /** The path that was gone, and which of its runs this is. */
  name: string;
  type: string;
  /** With what the process ended. */
  outcome: string;
  /** As the engine's own tools print it. */
  history: { events: { eventType: string; [attributes: string]: unknown }[] };
}

const folder = join(import.meta.dirname, 'histories');

/** All recorded histories, in the order of their files. */
export const recordedHistories = (): Recorded[] =>
  readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded);

/** Keeps these besides those that were recorded before. */
export function keepHistories(histories: Recorded[]): void {
  const last = Math.max(0, ...readdirSync(folder).map((file) => Number(/-(\d{3})-/.exec(file)?.[1])));
  for (const [index, recorded] of histories.entries()) {
    const number = String(last + index + 1).padStart(3, '0');
    writeFileSync(join(folder, `${recorded.type}-${number}-${recorded.outcome}.json`), `${JSON.stringify(recorded)}\n`);
  }
}

export const historyOf = ({ history }: Recorded) => historyFromJSON(history);

/** All payloads of a history, decoded: inputs, signals, results, and what a local activity left behind. */
export function payloadsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(payloadsOf);
  if (value === null || typeof value !== 'object') return [];
  const { data, metadata } = value as { data?: unknown; metadata?: unknown };
  if (typeof data === 'string' && metadata) {
    const text = Buffer.from(data, 'base64').toString();
    return text ? [JSON.parse(text)] : [];
  }
  return Object.values(value).flatMap(payloadsOf);
}
