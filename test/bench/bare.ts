import { resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { atOnce, warmUp } from './measure.js';

/** Cycles a second of bare Temporal on the same server: `customary` with updates and activities, `tuned` with signals and local activities. */
export async function bareCycles(address: string, namespace: string, kind: 'customary' | 'tuned', cycles: number, concurrency: number): Promise<number> {
  const taskQueue = `bench-${kind}-${concurrency}`;
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    workflowsPath: resolve(import.meta.dirname, 'bare-workflows.js'),
    activities: { nothing: () => Promise.resolve() },
  });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const run = async (n: number) => {
    const handle = await client.workflow.start(kind, { taskQueue, workflowId: `${taskQueue}-${process.pid}-${n}-${performance.now()}` });
    for (const step of ['claim', 'complete']) await (kind === 'customary' ? handle.executeUpdate(step) : handle.signal(step));
    await handle.result();
  };
  try {
    return await worker.runUntil(async () => {
      await atOnce(warmUp.total, warmUp.atOnce, run);
      const started = performance.now();
      await atOnce(cycles, concurrency, run);
      return cycles / ((performance.now() - started) / 1000);
    });
  } finally {
    await connection.close();
    await native.close();
  }
}
