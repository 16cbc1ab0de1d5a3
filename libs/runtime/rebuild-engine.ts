import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { programEnvironment } from '#config/child-environment';
import { loadEnv } from '#config/env';
import { root } from './files.js';
import { dataFolder } from './folders.js';
import { isRunning } from './process-identity.js';
import { readRunFile } from './run-file.js';
import { say } from './say.js';
import { elsewhere } from './databases.js';
import { derivedPasswords, secretsOf } from './secrets.js';

/** Runs the worker's rebuild against the product that runs on a data folder; ends this process with its exit code. */
export function rebuildEngine(chosen: string | undefined): void {
  const env = loadEnv();
  const data = dataFolder(env, chosen);
  const run = readRunFile(data);
  if (!run?.temporalAddress || !Object.values(run.children).some(isRunning)) {
    say(`Nothing runs on ${data}: start it first, or name its folder with --data DIR.`);
    process.exitCode = 1;
    return;
  }
  const urls = env.DATABASE_URL ? given(env.DATABASE_URL, data) : embedded(data, run.children.postgres?.port);
  const program = join(root, 'dist', 'apps', 'worker', 'src', 'rebuild-engine.js');
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    stdio: 'inherit',
    env: programEnvironment({
      WORKER_DATABASE_URL: env.WORKER_DATABASE_URL ?? urls.worker,
      RELAY_DATABASE_URL: env.RELAY_DATABASE_URL ?? urls.relay,
      TEMPORAL_ADDRESS: run.temporalAddress,
      TEMPORAL_NAMESPACE: env.TEMPORAL_NAMESPACE,
      TEMPORAL_TASK_QUEUE: env.TEMPORAL_TASK_QUEUE,
      DATA_DIR: data,
    }),
  });
  child.once('close', (code) => (process.exitCode = code ?? 1));
}

function given(ownerUrl: string, data: string): { worker: string; relay: string } {
  const { worker, relay } = derivedPasswords(ownerUrl, data);
  return {
    worker: elsewhere(ownerUrl, { role: 'liandong_worker', password: worker }),
    relay: elsewhere(ownerUrl, { role: 'liandong_relay', password: relay }),
  };
}

function embedded(data: string, port: number | undefined): { worker: string; relay: string } {
  const { worker, relay } = secretsOf(data).programs;
  const at = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/liandong`;
  return { worker: at('liandong_worker', worker), relay: at('liandong_relay', relay) };
}
