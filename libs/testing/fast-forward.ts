import { randomUUID } from 'node:crypto';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { eventually } from './eventually.js';

export interface Span {
  days?: number;
  hours?: number;
  milliseconds?: number;
}

/** In milliseconds. */
export const lengthOf = ({ days = 0, hours = 0, milliseconds = 0 }: Span): number => (days * 24 + hours) * 3_600_000 + milliseconds;

/** A workflow's own time; the machine's where it has never been moved. */
const nowOf = ({ raw }: WorkflowExecutionDescription): number =>
  optionalTsToMs(raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? performance.timeOrigin + performance.now();

/** Waits until a workflow has nothing under way, neither a task of its own nor an activity. */
export async function atRest(client: Client, workflowId: string): Promise<WorkflowExecutionDescription> {
  return eventually(async () => {
    const description = await client.workflow.getHandle(workflowId).describe();
    const { pendingWorkflowTask, pendingActivities } = description.raw;
    if (pendingWorkflowTask || (pendingActivities ?? []).length > 0) throw new Error(`${workflowId} has something under way.`);
    return description;
  });
}

/** Moves a running workflow ahead by exactly this much of its own time, its timers firing on the way; activities see the machine's clock still. It waits first until the workflow has nothing under way. */
export async function fastForward(client: Client, workflowId: string, span: Span): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  const before = await atRest(client, workflowId);
  const length = lengthOf(span);
  const end = nowOf(before) + length;
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id: randomUUID(), duration: msToTs(length) },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  await eventually(async () => {
    const description = await handle.describe();
    if (description.status.name === 'RUNNING' && description.runId === before.runId && nowOf(description) < end)
      throw new Error(`${workflowId} is still on its way.`);
  });
}
