import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { ask } from './client.js';
import { defaultTaskQueue, wakeSignal, workflowIdOf, workflowTypeOf } from './names.js';
import { typeAttribute } from './search-attributes.js';

/** What the record says of a process, as far as its bell needs it. */
export interface Ringable {
  id: string;
  type: string;
  version: number;
  /** Ids and codes only. */
  input: Record<string, unknown>;
  closedAt: Date | null;
}

export interface Ringing {
  process: Ringable;
  /** The number of the newest command that the record holds for it; left out, the bell only says "look". */
  upTo?: number;
  /** Whether a workflow that has ended is followed by a new one. Only for who has read the record again: a retry, or rebuilding. */
  reuse?: 'reject' | 'allow';
  taskQueue?: string;
}

/**
 * Rings the bell of a process: starts its workflow where there is none, else tells it to look.
 * Where the record says closed nothing is started, and a workflow that is gone has heard enough.
 * @returns 'completed' where the workflow has ended while the record, as it was read, says open
 * @throws where the engine refuses or is away (`isAway`)
 */
export async function ring(client: Client, { process, upTo, reuse = 'reject', taskQueue = defaultTaskQueue }: Ringing): Promise<'delivered' | 'completed'> {
  const workflowId = workflowIdOf(process.id);
  const bell = { process: process.id, upTo };
  try {
    if (process.closedAt) await ask(client, () => client.workflow.getHandle(workflowId).signal(wakeSignal, bell));
    else {
      await ask(client, () =>
        client.workflow.signalWithStart(workflowTypeOf(process.type), {
          workflowId,
          taskQueue,
          args: [{ ...process.input, id: process.id, version: process.version }],
          signal: wakeSignal,
          signalArgs: [bell],
          workflowIdReusePolicy: reuse === 'allow' ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
          typedSearchAttributes: [{ key: typeAttribute, value: process.type }],
        }),
      );
    }
    return 'delivered';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'delivered';
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'completed';
    throw error;
  }
}

/** Ends the workflow of a process, so that the next ring starts it anew from the record. What the process has reached is in the record and stays. */
export async function terminate(client: Client, process: string, reason: string): Promise<void> {
  try {
    await ask(client, () => client.workflow.getHandle(workflowIdOf(process)).terminate(reason));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
