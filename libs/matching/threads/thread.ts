import { parentPort, workerData } from 'node:worker_threads';
import { match } from '../match.js';
import { readModel, writeModel } from '../model/document.js';
import type { Told, Work } from './messages.js';

/* The body of a worker thread: matches what it was started with, and tells how far it is. */
const { a, b, schema, model, ...rest } = workerData as Work;
const tell = (told: Told) => parentPort!.postMessage(told);
try {
  const {
    links,
    oneToOne,
    model: used,
    statistics,
  } = await match(a, b, {
    ...rest,
    ...(schema && { schema }),
    ...(model !== undefined && { model: readModel(model) }),
    progress: (phase, share) => tell({ kind: 'progress', phase, share }),
  });
  tell({ kind: 'done', links, oneToOne, model: writeModel(used), statistics });
} catch (error) {
  tell({ kind: 'failed', message: (error as Error).message });
}
