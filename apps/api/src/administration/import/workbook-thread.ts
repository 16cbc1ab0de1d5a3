import { parentPort, workerData } from 'node:worker_threads';
import { readWorkbook, Unreadable } from './workbook.js';

/** Reads one workbook in a thread of its own: see workbook-reader.service.ts. */
const answer = await readWorkbook(Buffer.from(workerData as Uint8Array)).then(
  (sheets) => ({ sheets }),
  (error: unknown) => ({ refused: error instanceof Unreadable ? error.reason : 'unreadable' }),
);
parentPort!.postMessage(answer);
