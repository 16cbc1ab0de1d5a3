import 'reflect-metadata';
import { loadEnv, required } from '#config/env';
import { endOnUncaught, factsOf, logger } from '#config/logger';
import { Database } from '#database/database';
import { createServer } from './server.js';

const env = loadEnv();
const app = await createServer(env, { url: required(env, 'API_DATABASE_URL'), program: 'api', poolSize: env.POOL_SIZE ?? 20 });
await app.listen(env.PORT, env.HOST);
logger.info({ url: await app.getUrl() }, 'listening');
endOnUncaught();

let stopping = false;
/** Stops taking requests, lets those under way end, then closes the pool. A second signal does not wait. */
async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  await app.close();
  await app.get(Database).close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
process.on('unhandledRejection', (error) => logger.error(factsOf(error), 'unhandled rejection'));
