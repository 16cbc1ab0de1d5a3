import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { lastLines } from './log-files.js';
import { endProcess, identityOf, type ProcessIdentity } from './process-identity.js';
import { Refusal, say } from './say.js';

export interface ChildPlan {
  /** Its key in run.json, and the name of its log. */
  name: string;
  /** How it is called towards people. */
  title: string;
  command: string;
  parameters: string[];
  env: NodeJS.ProcessEnv;
  user?: { uid: number; gid: number };
  port?: number;
  /** It does what nobody waits for: where the processor is short, what people wait for goes first. */
  background?: true;
  /** What asks it to end; SIGTERM where left out. */
  stopSignal?: NodeJS.Signals;
  /** How many milliseconds it may take to end before it is forced. */
  patience: number;
  /** Said where it ends by itself, when there is something to say: such as that the disk is full. */
  reason?: () => string | undefined;
}

const minute = 60_000;
const manyDeaths = 5;
const slowly = 10_000;

/** How far back a background child steps, as nice counts: it gets a third of what another gets who asks for as much. */
const stepBack = '5';

/** Where Linux shares the processor between sessions first, and every child has its own, a process that is nice is so to its own session alone. */
function stepBackAsGroup(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, stepBack);
  } catch {
    // It is shared between processes there: nice has done it.
  }
}

/** How long to wait before a child that has just ended is started again, in milliseconds, after so many deaths within a minute. */
export const restartDelay = (deaths: number): number => (deaths >= manyDeaths ? slowly : 200 * 2 ** (deaths - 1));

/** A failure while something starts is a reason to ask again, unless a person has to put it right. */
function orRefusal(error: unknown): false {
  if (error instanceof Refusal) throw error;
  return false;
}

/** One program that is kept running: whenever it ends by itself it is started again, sooner at first and every ten seconds in the end. */
export class WatchedChild {
  identity?: ProcessIdentity;
  private process?: ChildProcess;
  private deaths: number[] = [];
  private again?: NodeJS.Timeout;
  private stopped = false;

  constructor(
    readonly plan: ChildPlan,
    private readonly log: { path: string; file: number },
    private readonly changed: () => void,
  ) {}

  start(): void {
    const { background, env, user } = this.plan;
    const [command, parameters] = background
      ? ['nice', ['-n', stepBack, this.plan.command, ...this.plan.parameters]]
      : [this.plan.command, this.plan.parameters];
    // In a process group of its own: Ctrl-C in a terminal goes to us alone, and we end the children in order.
    this.process = spawn(command, parameters, { env, ...user, stdio: ['ignore', this.log.file, this.log.file], detached: true });
    this.process.once('error', (error) => this.died(error.message));
    this.process.once('exit', (code, signal) => this.died(signal ?? `code ${code}`));
    this.identity = this.process.pid === undefined ? undefined : identityOf(this.process.pid);
    if (background && this.identity) stepBackAsGroup(this.identity.pid);
    this.changed();
  }

  /** Waits until `probe` says yes; what it throws is a no, but for a Refusal. @throws Refusal where the child keeps dying, or is not ready within `patience` milliseconds */
  async ready(probe: () => Promise<boolean>, patience = minute): Promise<void> {
    for (const from = performance.now(); performance.now() - from < patience;) {
      if (this.stopped) throw new Refusal(`${this.plan.title} was stopped before it was ready.`);
      if (this.deaths.length >= 3) throw new Refusal(`${this.plan.title} does not start. It last wrote (${this.log.path}):\n${lastLines(this.log.path)}`);
      if (await probe().catch(orRefusal)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Refusal(`${this.plan.title} has not become ready within ${patience / 1000} s. It last wrote (${this.log.path}):\n${lastLines(this.log.path)}`);
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.again);
    if (this.identity) await endProcess(this.identity, this.plan.stopSignal ?? 'SIGTERM', this.plan.patience);
  }

  /** Ends it at once. */
  kill(): void {
    this.stopped = true;
    clearTimeout(this.again);
    if (this.identity) void endProcess(this.identity, 'SIGKILL', 0);
  }

  private died(how: string): void {
    this.identity = undefined;
    if (this.stopped) return;
    const now = performance.now();
    this.deaths = [...this.deaths.filter((moment) => now - moment < minute), now];
    const delay = restartDelay(this.deaths.length);
    const reason = this.plan.reason?.();
    say(`${this.plan.title} has ended (${how}); it is started again in ${delay / 1000} s. ${reason ?? `Its log: ${this.log.path}`}`);
    this.again = setTimeout(() => this.start(), delay);
    this.changed();
  }
}
