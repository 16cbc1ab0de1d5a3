import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { Words } from '#domain/language';
import { invalidField } from '../../http/validation.js';
import type { Refusal, Sheet } from './workbook.js';

/** How much a file may take to be read: what takes longer or more is refused like a file that is too large. */
const milliseconds = 20_000;
const megabytes = 512;

const refusals: Record<Refusal, Words> = {
  unreadable: { zh: '这个文件不是可以读取的 xlsx 工作簿。请下载模板，填好后另存为 xlsx。', en: 'This is no xlsx workbook that can be read. Fill in the template and save it as xlsx.' },
  'too-large': { zh: '这个工作簿太大。每张表最多 10000 行、40 列，请分成几个文件。', en: 'This workbook is too large. A sheet holds at most 10,000 rows and 40 columns: divide it.' },
}; // oxfmt-ignore

/** Reads uploaded workbooks one after the other, apart from the thread that answers everybody else, and within bounds. */
@Injectable()
export class WorkbookReader {
  private last: Promise<unknown> = Promise.resolve();

  /** @throws Problem `invalid` at `file` */
  read(content: Buffer): Promise<Sheet[]> {
    const reading = this.last.then(() => inThread(content));
    this.last = reading.catch(() => undefined);
    return reading;
  }
}

const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY';

async function inThread(content: Buffer): Promise<Sheet[]> {
  const thread = new Worker(new URL('./workbook-thread.js', import.meta.url), { workerData: content, resourceLimits: { maxOldGenerationSizeMb: megabytes } });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<{ sheets: Sheet[] } | { refused: Refusal }>((resolve, reject) => {
      timer = setTimeout(() => resolve({ refused: 'too-large' }), milliseconds);
      thread.once('message', resolve);
      // Out of memory ends the thread, and no other. What else ends it is not the file's fault.
      thread.once('error', (error: Error & { code?: string }) => (error.code === outOfMemory ? resolve({ refused: 'too-large' }) : reject(error)));
    });
    if ('refused' in answer) throw invalidField('file', answer.refused, refusals[answer.refused]);
    return answer.sheets;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
