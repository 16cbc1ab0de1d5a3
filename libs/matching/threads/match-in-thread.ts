import { Worker } from 'node:worker_threads';
import type { MatchOptions, Outcome } from '../match.js';
import { readModel, writeModel } from '../model/document.js';
import type { Table } from '../tables.js';
import type { Told, Work } from './messages.js';

/**
 * `match` in a thread of its own, so that a server goes on answering meanwhile. Cancelling ends the thread at once. Needs the built library: a thread cannot be
 * started from sources. The outcome explains nothing; ask `match` or an index for that.
 */
export function matchInThread(a: Table, b: Table, { model, progress, signal, ...rest }: MatchOptions): Promise<Omit<Outcome, 'explain'>> {
  signal?.throwIfAborted();
  const work: Work = { a, b, ...rest, ...(model && { model: writeModel(model) }) };
  const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: work, execArgv: [] }); // what the program itself was started with is no business of a thread's
  return new Promise((resolve, reject) => {
    const stop = () => {
      void worker.terminate();
      reject(signal!.reason as Error);
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (told: Told) => {
      if (told.kind === 'progress') progress?.(told.phase, told.share);
      else if (told.kind === 'failed') reject(new Error(told.message));
      else resolve({ links: told.links, oneToOne: told.oneToOne, model: readModel(told.model), statistics: told.statistics });
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      reject(new Error('The thread ended before it was done.'));
    });
  });
}
