import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engine } from '#testing/engine';
import type { TestDatabase } from '#testing/database';
import { startProduct, type Product } from '#testing/product';
import { Network } from './network.js';

/** One api and one worker of several that share a record and an engine, each reached through a network that can fail. */
export interface Instance {
  product: Product;
  /** Between its programs and PostgreSQL. */
  apiToRecord: Network;
  workerToRecord: Network;
  /** Between its worker and Temporal Server. */
  workerToEngine: Network;
  /** Where its worker notes each attempt at an activity. */
  attempts: string;
  stop(): Promise<void>;
}

/** What instances share beside the record. */
export interface Shared {
  database: TestDatabase;
  namespace: string;
  /** A folder for the signatures, their key and what was attempted. */
  folder: string;
}

/** What has the product's worker note its attempts in a file. */
export const countingAttempts = (file: string): Record<string, string> => ({
  ATTEMPTS_FILE: file,
  NODE_OPTIONS: `--import ${fileURLToPath(new URL('count-attempts.mjs', import.meta.url))}`,
});

export const signingIn = (folder: string) => ({ folder: join(folder, 'signatures'), keyFile: join(folder, 'signing-key.pem') });

/** Starts one instance, as `npm start` does that was given a PostgreSQL and a Temporal. */
export async function startInstance(name: string, { database, namespace, folder }: Shared): Promise<Instance> {
  const postgres = new URL(database.ownerUrl).host;
  const [apiToRecord, workerToRecord, workerToEngine] = await Promise.all([postgres, postgres, engine().temporal.address].map(Network.before));
  const networks = [apiToRecord!, workerToRecord!, workerToEngine!];
  const attempts = join(folder, `attempts-${name}`);
  const { folder: signatures, keyFile } = signingIn(folder);
  const product = await startProduct({
    env: {
      ...countingAttempts(attempts),
      DATABASE_URL: database.ownerUrl,
      API_DATABASE_URL: through(apiToRecord!, database.urls.api),
      WORKER_DATABASE_URL: through(workerToRecord!, database.urls.worker),
      RELAY_DATABASE_URL: through(workerToRecord!, database.urls.relay),
      VERIFIER_DATABASE_URL: database.urls.verifier,
      TEMPORAL_ADDRESS: workerToEngine!.address,
      TEMPORAL_NAMESPACE: namespace,
      SIGNATURES_DIR: signatures,
      SIGNING_KEY_FILE: keyFile,
    },
  });
  const stop = async () => {
    for (const network of networks) network.flow();
    await product.stop();
    for (const network of networks) network.close();
  };
  return { product, apiToRecord: apiToRecord!, workerToRecord: workerToRecord!, workerToEngine: workerToEngine!, attempts, stop };
}

function through({ address }: Network, url: string): string {
  const to = new URL(url);
  to.host = address;
  return to.href;
}
