import { join } from 'node:path';
import { openLog } from './log-files.js';
import { removeRunFile, writeRunFile, type RunFile } from './run-file.js';
import { WatchedChild, type ChildPlan } from './watched-child.js';

/** Keeps the programs of one data folder running, and ends them in the reverse order of their start. */
export class Supervisor {
  private readonly children: WatchedChild[] = [];
  private readonly known: Pick<RunFile, 'url' | 'temporalAddress'> = {};
  private readonly stopRequest = new AbortController();
  private ending?: Promise<void>;
  private noteAgain?: NodeJS.Timeout;

  constructor(private readonly data: string) {}

  /** Aborted when all is to stop: whoever is still starting something gives up. */
  get stopping(): AbortSignal {
    return this.stopRequest.signal;
  }

  /** Starts a program and keeps it running. */
  start(plan: ChildPlan): WatchedChild {
    this.stopping.throwIfAborted();
    const child = new WatchedChild(plan, openLog(join(this.data, 'logs'), plan.name), () => this.note());
    this.children.push(child);
    child.start();
    return child;
  }

  /** Tells in run.json where something answers. */
  tell(facts: Pick<RunFile, 'url' | 'temporalAddress'>): void {
    Object.assign(this.known, facts);
    this.note();
  }

  /** Stops all of it, in order; once, however often it is asked. */
  stop(): Promise<void> {
    this.stopRequest.abort();
    return (this.ending ??= this.stopInOrder());
  }

  /** Ends all of it at once. The next start recovers. */
  kill(): void {
    this.stopRequest.abort();
    for (const child of this.children) child.kill();
  }

  private async stopInOrder(): Promise<void> {
    clearTimeout(this.noteAgain);
    for (const child of [...this.children].reverse()) await child.stop();
    removeRunFile(this.data);
  }

  private note(): void {
    const running = this.children.flatMap(({ plan, identity }) => (identity ? [[plan.name, { ...identity, port: plan.port }] as const] : []));
    if (this.ending) return;
    clearTimeout(this.noteAgain);
    try {
      writeRunFile(this.data, { pid: process.pid, ...this.known, children: Object.fromEntries(running) });
    } catch {
      // A full disk ends nothing: what runs goes on, and is noted once there is room.
      this.noteAgain = setTimeout(() => this.note(), 1_000);
    }
  }
}
