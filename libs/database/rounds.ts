import { factsOf, type Log } from '#config/logger';
import type { RecordOptions } from './connections.js';
import { inTurn, type turns } from './turn.js';

export interface RoundsOptions {
  /** Its name in the log. */
  name: string;
  /** Milliseconds from the end of one round to the beginning of the next. */
  every: number;
  work: () => Promise<void>;
  /** Where one instance of all does it at a time: whose turn it is, and the record that knows. Left out, each instance does it. */
  oneAtATime?: { turn: (typeof turns)[keyof typeof turns]; record: RecordOptions };
  log: Log;
}

/** Work that comes round again and again. A round that fails is logged, and the next one comes all the same. */
export class Rounds {
  private timer?: NodeJS.Timeout;
  private underWay: Promise<void>;
  private stopped = false;

  constructor(private readonly options: RoundsOptions) {
    this.underWay = this.round();
  }

  /** Waits for the round that is under way; no other follows. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.underWay;
  }

  private async round(): Promise<void> {
    const { name, every, work, oneAtATime, log } = this.options;
    try {
      if (oneAtATime) await inTurn(oneAtATime.record, oneAtATime.turn, work);
      else await work();
    } catch (error) {
      log.warn({ round: name, ...factsOf(error) }, 'a round failed');
    }
    if (!this.stopped) this.timer = setTimeout(() => void (this.underWay = this.round()), every);
  }
}
