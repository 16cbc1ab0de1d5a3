import { spawn } from 'node:child_process';
import { programEnvironment } from '#config/child-environment';
import { loadEnv } from '#config/env';
import { appProgram } from './files.js';
import { dataFolder } from './folders.js';
import { recoverEngine } from './recover-engine.js';
import { readRunFile } from './run-file.js';
import { nothingRuns, recordOf } from './running-record.js';
import { Refusal, say } from './say.js';
import { prepareNamespace } from './temporal-namespace.js';

/** What a person may say on the command line of `npm run rebuild-engine`. */
export interface RebuildOptions {
  data?: string;
  /** Begin every story anew from the record. */
  anew: boolean;
}

/**
 * The way back after Temporal has lost what it knew, its databases included: makes sure of them and of the namespace, then runs the worker's rebuild
 * against the product that runs on a data folder. Ends this process with its exit code.
 */
export async function rebuildEngine(options: RebuildOptions): Promise<void> {
  try {
    await rebuild(options);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

async function rebuild({ data: chosen, anew }: RebuildOptions): Promise<void> {
  const env = loadEnv();
  const data = dataFolder(env, chosen);
  const temporalAddress = readRunFile(data)?.temporalAddress ?? env.TEMPORAL_ADDRESS;
  if (!temporalAddress) throw nothingRuns(data);
  const urls = recordOf(env, data);
  if (!env.TEMPORAL_ADDRESS) await recoverEngine(env, data);
  await prepareNamespace(temporalAddress, env.TEMPORAL_NAMESPACE);
  const child = spawn(process.execPath, ['--enable-source-maps', appProgram('worker', 'rebuild-engine'), ...(anew ? ['--anew'] : [])], {
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
