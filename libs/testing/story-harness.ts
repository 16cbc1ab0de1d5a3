import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client as EngineClient } from '@temporalio/client';
import { Pool } from 'pg';
import { pino } from 'pino';
import { Database } from '#database/database';
import type { Locked } from '#database/record/process';
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
import { addDefinition } from '#workflows/contracts';
import { testDatabase } from './database.js';
import { engine } from './engine.js';
import { eventually } from './eventually.js';
import { foundSmallCity, type SmallCity } from './small-city.js';
import { command, decide, open, type Commanded, type Decision, type Opened } from './story-commands.js';
import { tellTale, type Tale } from './tale.js';
import { trialDefinitions } from './trials/definitions.js';
import { lotsActivities } from './trials/lots/activities.js';

/** A record and an engine, both real, with a relay and a worker between them: stories are played here as in the product, only that nobody asks for rights. */
export interface StoryWorld {
  city: SmallCity;
  client: EngineClient;
  owner: Pool;
  /** The record, as the role of the worker. */
  database: Database;
  taskQueue: string;
  /** Opens a process, as a person's command. */
  open(type: string, input?: Record<string, unknown>, more?: Opened): Promise<string>;
  /** Waits until the step is asked for, and decides it. */
  decide(process: string, step: string, outcome: string, by: string): Promise<void>;
  /** Waits until all of the steps are asked for, and decides them at the same moment. */
  decideAll(process: string, decisions: Decision[]): Promise<void>;
  /** Gives a command that all processes have in common. */
  command(process: string, kind: string, more?: Commanded): Promise<Locked>;
  /** Ends the workflow of a process and starts it anew from the record, as where the engine has lost its memory. */
  lose(process: string): Promise<void>;
  /** Waits until a process is closed and its workflow has ended. @returns what the workflow said */
  ended(process: string): Promise<string>;
  /** All that the record holds of a process, without ids and dates. */
  tale(process: string): Promise<Tale>;
  /** The worker is stopped, and another one started on this bundle. */
  retell(workflowsPath: string): Promise<void>;
  close(): Promise<void>;
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
  for (const definition of trialDefinitions) addDefinition(definition);
  const { address, namespace, shortNamespace } = engine().temporal;
  const there = { address, namespace: short ? shortNamespace : namespace };
  const record = await testDatabase();
  const owner = new Pool({ connectionString: record.ownerUrl, max: 4 });
  owner.on('error', () => undefined);
  const city = await foundSmallCity(owner);
  const options = (program: 'api' | 'worker' | 'relay') => ({ url: record.urls[program], program });
  const [api, database, outbox] = await Promise.all([
    Database.connect(options('api')),
    Database.connect(options('worker')),
    Database.connect(options('relay')),
  ]);
  const ours = engineAt(there);
  const { client } = ours;
  await registerSearchAttributes(client);
  const watch = new EngineWatch(ours);
  const taskQueue = `stories-${record.name}`;
  const relay = new Relay({ database: outbox, listenTo: options('relay'), engine: ours, watch, log: silent, taskQueue });
  const activities = joined(createActivities({ database }), lotsActivities(database));
  const works = async (path?: string) => startWorker({ ...there, taskQueue, workflowBundle: await bundleOf(path), activities, book: noBook, log: silent });
  let worker: WorkerHost = await works(workflowsPath);

  return {
    city,
    client,
    owner,
    database,
    taskQueue,
    open: (type, input, more) => open(api, city, type, input, more),
    decide: (process, step, outcome, by) => decide(api, process, [{ step, outcome, by }]),
    decideAll: (process, decisions) => decide(api, process, decisions),
    command: (process, kind, more) => command(api, process, kind, more),

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

    tale: (process) => tellTale(owner, city, process),

    async retell(path) {
      await worker.shutdown();
      worker = await works(path);
    },

    async close() {
      await relay.stop();
      await worker.shutdown();
      await watch.close();
      await ours.close();
      await Promise.all([api.close(), database.close(), outbox.close()]);
      await owner.end();
      await record.drop();
    },
  };
}
