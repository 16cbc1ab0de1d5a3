import { fullDisk, tight } from './data-folder.js';
import { say } from './say.js';

const between = 2_000; // milliseconds

/** Says when the disk under the data folder is all but full, and when there is room again: once each. Everything waits for room by itself. */
export function watchDisk(data: string): void {
  let full = false;
  setInterval(() => {
    const sentence = fullDisk(data, tight);
    if (sentence && !full) say(`${sentence} Until then commands are refused, and nothing that was accepted is lost.`);
    if (!sentence && full) say(`There is room again on the disk that holds ${data}; all goes on by itself.`);
    full = sentence !== undefined;
  }, between).unref();
}
