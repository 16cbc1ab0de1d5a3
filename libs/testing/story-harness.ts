import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client as EngineClient } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { Database } from '#database/database';
import { root } from '#runtime/files';
import { workflowBundle } from '#temporal/bundle';
import { engineAt } from '#temporal/client';
import { EngineWatch } from '#temporal/engine-watch';
import { workflowIdOf } from '#temporal/names';
import { readProcesses } from '#temporal/outbox';
import { Relay } from '#temporal/relay';
import { ring, terminate } from '#temporal/ring';
import { registerSearchAttributes } from '#temporal/search-attributes';
import { startWorker, type WorkerHost } from '#temporal/worker-host';
import { createActivities, join as joined } from '#workflows/activities';
import { engine } from './engine.js';
import { eventually } from './eventually.js';
import { recordWorld, type RecordWorld } from './record-world.js';
import { lotsActivities } from './trials/lots/activities.js';

/** A record and an engine, both real, with a relay and a worker between them: stories are played here as in the product. */
export interface StoryWorld extends RecordWorld {
  client: EngineClient;
  taskQueue: string;
  /** Ends the workflow of a process and starts it anew from the record, as where the engine has lost its memory. */
  lose(process: string): Promise<void>;
  /** Waits until a process is closed and its workflow has ended. @returns what the workflow said */
  ended(process: string): Promise<string>;
  /** The histories of the runs that told a process, from the first since it was lost to the last. */
  histories(process: string): Promise<temporal.api.history.v1.IHistory[]>;
  /** Tells the runs of these processes again from their histories. @throws where one would now be told otherwise */
  replay(processes: string[]): Promise<void>;
  /** The worker is stopped, and another one started on the stories of this module. */
  retell(workflowsPath: string): Promise<void>;
}

export interface WorldOptions {
  /** The module of the stories; all of the product and the trials where it is left out. */
  workflowsPath?: string;
  /** Runs are renewed after 60 events. */
  short?: boolean;
}

const silent = pino({ level: 'silent' });
const noBook = { stuck: () => Promise.resolve(), healed: () => Promise.resolve() };

/** The module of all stories, those of the trials too. */
export const allStories = join(root, 'libs/testing/trials/index.ts');

/** Bundles stories as the worker does, and keeps the bundle from one run of the tests to the next. */
export const bundleOf = (workflowsPath = allStories): Promise<{ codePath: string }> =>
  workflowBundle({
    workflowsPath,
    interceptorModules: [join(root, 'workflows/kit/renewal.ts')],
    sources: ['workflows', 'libs/domain', 'libs/testing/trials'].map((folder) => join(root, folder)),
    cache: join(tmpdir(), 'liandong-trials'),
  });

/** Makes a world of its own on the test run's engine. */
export async function storyWorld({ workflowsPath, short = false }: WorldOptions = {}): Promise<StoryWorld> {
  const world = await recordWorld();
  const { database, owner, optionsOf } = world;
  const { address, namespace, shortNamespace } = engine().temporal;
  const there = { address, namespace: short ? shortNamespace : namespace };
  const ours = engineAt(there);
  const { client } = ours;
  await registerSearchAttributes(client);
  const watch = new EngineWatch(ours);
  const taskQueue = `stories-${world.name}`;
  const outbox = await Database.connect(optionsOf('relay'));
  const relay = new Relay({ database: outbox, listenTo: optionsOf('relay'), engine: ours, watch, log: silent, taskQueue });
  const activities = joined(createActivities({ database }), lotsActivities(database));
  const works = async (path?: string) => startWorker({ ...there, taskQueue, workflowBundle: await bundleOf(path), activities, book: noBook, log: silent });
  let worker: WorkerHost = await works(workflowsPath);

  const histories = async (process: string) => {
    const found: temporal.api.history.v1.IHistory[] = [];
    const { workflow } = client;
    const id = workflowIdOf(process);
    for (let run: string | undefined = (await workflow.getHandle(id).describe()).runId; run;) {
      const history = await workflow.getHandle(id, run).fetchHistory();
      found.unshift(history);
      run = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    }
    return found;
  };

  return {
    ...world,
    client,
    taskQueue,

    async lose(process) {
      const found = (await database.within(process, (tx) => readProcesses(tx, [process]))).get(process)!;
      if (found.closedAt) return;
      await terminate(client, process, 'The engine has lost it.');
      await ring(client, { process: found, reuse: 'allow', taskQueue });
    },

    async ended(process) {
      await eventually(async () => {
        const { rows } = await owner.query<{ closed: boolean }>('select closed_at is not null as closed from process where id = $1', [process]);
        if (!rows[0]?.closed) throw new Error(`Process ${process} is not closed.`);
      });
      return (await client.workflow.getHandle(workflowIdOf(process)).result()) as string;
    },

    histories,

    async replay(processes) {
      const workflowBundle = await bundleOf(workflowsPath);
      const runs = (await Promise.all(processes.map(histories))).flat().map((history, nth) => ({ workflowId: `${nth}`, history }));
      for await (const { error } of Worker.runReplayHistories({ workflowBundle }, runs)) if (error) throw error;
    },

    async retell(path) {
      await worker.shutdown();
      worker = await works(path);
    },

    async close() {
      await relay.stop();
      await worker.shutdown();
      await watch.close();
      await ours.close();
      await outbox.close();
      await world.close();
    },
  };
}
