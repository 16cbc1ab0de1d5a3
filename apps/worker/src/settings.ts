import { join } from 'node:path';
import { loadEnv, required } from '#config/env';
import type { RecordOptions } from '#database/connections';
import { signingPlace, type SigningPlace } from '#database/signing/place';
import type { EngineAddress } from '#temporal/client';

/** Where this program finds the record, with each of its roles, and the engine. */
export interface Settings {
  worker: RecordOptions;
  relay: RecordOptions;
  engine: EngineAddress;
  taskQueue: string;
  /** How many stories are kept in memory between their wakes. */
  maxCachedWorkflows: number;
  /** Where the timeline is signed. */
  signing: SigningPlace;
  /** The folder of uploaded documents. */
  documents: string;
}

/** From the environment. @throws an error that names what is wrong or missing */
export function readSettings(): Settings {
  const env = loadEnv();
  const data = required(env, 'DATA_DIR');
  return {
    worker: { url: required(env, 'WORKER_DATABASE_URL'), program: 'worker', poolSize: env.POOL_SIZE },
    relay: { url: required(env, 'RELAY_DATABASE_URL'), program: 'relay', poolSize: env.POOL_SIZE },
    engine: { address: required(env, 'TEMPORAL_ADDRESS'), namespace: env.TEMPORAL_NAMESPACE },
    taskQueue: env.TEMPORAL_TASK_QUEUE,
    maxCachedWorkflows: env.CACHED_WORKFLOWS,
    signing: signingPlace(env, data),
    documents: join(data, 'documents'),
  };
}
