import { setTimeout as after } from 'node:timers/promises';
import { IllegalStateError } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { factsOf, type Log } from '#config/logger';
import { ActivityGuard, type TroubleBook } from './activity-guard.js';
import type { EngineAddress } from './client.js';
import { defaultTaskQueue } from './names.js';

export interface WorkerOptions extends EngineAddress {
  taskQueue?: string;
  workflowBundle: WorkflowBundleOption;
  activities: object;
  /** Where activities that keep failing are noted. */
  book: TroubleBook;
  log: Log;
  /** Workflows kept in memory between their wakes. */
  maxCachedWorkflows?: number;
}

/** A waiting workflow holds some 0.26 MB: 500 are 130 MB, where the default cache took 2.6 GB with 10,000 open. One that has left the cache costs a replay at its next wake. */
const cached = 500;

/** More would only queue for the record's connections, and time out there. */
const localActivitiesAtOnce = 20;

/** Milliseconds before a worker that could not start, or broke, is made again; the wait doubles up to the second. */
const again = { first: 250, longest: 5_000 };

/** A Temporal worker that is there whenever the engine is: made when the engine answers first, and again should it break. */
export class WorkerHost {
  readonly guard: ActivityGuard;
  private readonly stopping = new AbortController();
  private readonly run: Promise<void>;
  private worker?: Worker;
  private begin!: () => void;
  /** Resolves when it works for the first time. */
  readonly ready = new Promise<void>((resolve) => (this.begin = resolve));

  constructor(private readonly options: WorkerOptions) {
    installRuntime(options.log);
    this.guard = new ActivityGuard(options.book);
    this.run = this.host();
  }

  /** Takes nothing more, and waits until what is under way is done, at most 20 seconds. */
  async shutdown(): Promise<void> {
    this.stopping.abort();
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
    await this.run;
  }

  private async host(): Promise<void> {
    const { log } = this.options;
    const { signal } = this.stopping;
    for (let wait = again.first; !signal.aborted; wait = Math.min(wait * 2, again.longest)) {
      try {
        await this.workOnce(() => (wait = again.first));
      } catch (error) {
        log.warn(factsOf(error), 'the worker is not working');
      }
      if (!signal.aborted) await after(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  private async workOnce(begun: () => void): Promise<void> {
    const { address, namespace, taskQueue = defaultTaskQueue, workflowBundle, activities, maxCachedWorkflows = cached } = this.options;
    const connection = await NativeConnection.connect({ address });
    try {
      const worker = await Worker.create({
        connection,
        namespace,
        taskQueue,
        workflowBundle,
        activities,
        maxCachedWorkflows,
        interceptors: { activity: [this.guard.interceptor] },
        maxConcurrentLocalActivityExecutions: localActivitiesAtOnce,
        // How long a workflow waits for a worker that died with it in its cache, before another takes it up.
        stickyQueueScheduleToStartTimeout: '5 seconds',
        shutdownForceTime: '20 seconds',
      });
      this.worker = worker;
      const ended = worker.run();
      if (this.stopping.signal.aborted) worker.shutdown();
      begun();
      this.begin();
      await ended;
    } finally {
      this.worker = undefined;
      await connection.close();
    }
  }
}

/** Starts a worker. It never gives up: what goes wrong is logged, and tried again. */
export const startWorker = (options: WorkerOptions): WorkerHost => new WorkerHost(options);

const told = ['workflowId', 'workflowType', 'runId', 'activityType', 'activityId', 'attempt', 'taskQueue', 'sdkComponent'];

/** One native runtime serves all workers of a program. It leaves the signals alone, and its log lines lose all but their ids. */
function installRuntime(log: Log): void {
  const logger = new DefaultLogger('WARN', ({ level, message, meta = {} }) => {
    const fields = Object.fromEntries(told.filter((name) => name in meta).map((name) => [name, String(meta[name])]));
    log[level === 'ERROR' ? 'error' : 'warn'](fields, firstLine(message));
  });
  try {
    Runtime.install({ shutdownSignals: [], logger, telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } } });
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error; // it is there already
  }
}

const firstLine = (message: string) => message.split('\n', 1)[0]!;
