import { programEnvironment } from '#config/child-environment';
import type { Env } from '#config/env';
import { appProgram } from './files.js';
import type { RecordPlace } from './record.js';
import { say } from './say.js';
import type { Supervisor } from './supervisor.js';
import type { ChildPlan } from './watched-child.js';

interface Options {
  env: Env;
  data: string;
  record: RecordPlace;
  temporalAddress: string;
  samples: boolean;
  port: number;
  supervisor: Supervisor;
}

/** Starts the worker and the api. @returns where the console is served, once it is */
export async function startPrograms({ env, data, record, temporalAddress, samples, port, supervisor }: Options): Promise<string> {
  const common = {
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: env.TEMPORAL_NAMESPACE,
    TEMPORAL_TASK_QUEUE: env.TEMPORAL_TASK_QUEUE,
    DATA_DIR: data,
  };
  const start = (
    name: string,
    { more, flags = [], ...plan }: Pick<ChildPlan, 'title' | 'patience' | 'background'> & { more: Record<string, string>; flags?: string[] },
  ) =>
    supervisor.start({
      name,
      command: process.execPath,
      parameters: ['--enable-source-maps', ...flags, appProgram(name, 'main')],
      env: programEnvironment({ NODE_ENV: 'production', ...common, ...more }),
      ...plan,
    });
  start('worker', {
    title: 'The worker',
    patience: 5_000,
    background: true,
    more: { WORKER_DATABASE_URL: record.urls.worker, RELAY_DATABASE_URL: record.urls.relay },
    flags: ['--import', appProgram('worker', 'sandbox-threads')],
  });
  const api = start('api', {
    title: 'The api',
    patience: 3_000,
    more: { API_DATABASE_URL: record.urls.api, HOST: env.HOST, PORT: String(port), SAMPLES: String(samples) },
  });
  const url = `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${port}`;
  say('The worker and the api are starting.');
  await api.ready(() => answers(url));
  await healthy(url, supervisor.stopping);
  return url;
}

const answers = async (url: string) => (await health(url)) !== undefined;

/** What the api says of the whole, such as `ok` or `degraded`. */
async function health(url: string): Promise<string | undefined> {
  const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  if (!response) return undefined;
  const { status } = (await response.json().catch(() => ({}))) as { status?: string };
  return status ?? (response.ok ? 'ok' : 'unknown');
}

const patience = 20_000;

/** Waits until all parts are well; after a while it is served as it is, and says so itself. */
async function healthy(url: string, stopping: AbortSignal): Promise<void> {
  for (const from = performance.now(); performance.now() - from < patience;) {
    stopping.throwIfAborted();
    if ((await health(url)) === 'ok') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  say(`It is served, but not all is well after ${patience / 1000} s: ${url}/api/health says what is missing.`);
}
