import { resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';

/** Bare Temporal on the same server, with a worker of its own. */
export interface Bare {
  /** One cycle from its start to its end. */
  cycle(): Promise<void>;
  stop(): Promise<void>;
}

/** `customary` with updates and activities, `tuned` with signals and local activities. */
export async function bareTemporal(address: string, namespace: string, kind: 'customary' | 'tuned'): Promise<Bare> {
  const taskQueue = `bench-${kind}`;
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    workflowsPath: resolve(import.meta.dirname, 'bare-workflows.js'),
    activities: { nothing: () => Promise.resolve() },
  });
  const running = worker.run();
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  let begun = 0;
  return {
    async cycle() {
      const handle = await client.workflow.start(kind, { taskQueue, workflowId: `${taskQueue}-${process.pid}-${begun++}-${performance.now()}` });
      for (const step of ['claim', 'complete']) await (kind === 'customary' ? handle.executeUpdate(step) : handle.signal(step));
      await handle.result();
    },
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
    },
  };
}
