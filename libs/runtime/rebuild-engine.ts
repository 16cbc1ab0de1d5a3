import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { programEnvironment } from '#config/child-environment';
import { loadEnv } from '#config/env';
import { root } from './files.js';
import { dataFolder } from './folders.js';
import { readRunFile } from './run-file.js';
import { nothingRuns, recordOf } from './running-record.js';
import { Refusal, say } from './say.js';

/** Runs the worker's rebuild against the product that runs on a data folder; ends this process with its exit code. */
export function rebuildEngine(chosen: string | undefined): void {
  try {
    rebuild(chosen);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

function rebuild(chosen: string | undefined): void {
  const env = loadEnv();
  const data = dataFolder(env, chosen);
  const temporalAddress = readRunFile(data)?.temporalAddress;
  if (!temporalAddress) throw nothingRuns(data);
  const urls = recordOf(env, data);
  const program = join(root, 'dist', 'apps', 'worker', 'src', 'rebuild-engine.js');
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    stdio: 'inherit',
    env: programEnvironment({
      WORKER_DATABASE_URL: urls.worker,
      RELAY_DATABASE_URL: urls.relay,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: env.TEMPORAL_NAMESPACE,
      TEMPORAL_TASK_QUEUE: env.TEMPORAL_TASK_QUEUE,
      DATA_DIR: data,
    }),
  });
  child.once('close', (code) => (process.exitCode = code ?? 1));
}
