import type { WorkflowHandle } from '@temporalio/client';

/** What a workflow has been told so far: its input, and each bell. */
export async function toldTo(workflow: WorkflowHandle): Promise<{ inputs: unknown[]; bells: { process: string; upTo?: number }[] }> {
  const { events } = await workflow.fetchHistory();
  const plain = (payloads: { data?: Uint8Array | null }[] | null | undefined) => (payloads ?? []).map(({ data }) => JSON.parse(Buffer.from(data!).toString()));
  return {
    inputs: events!.flatMap(({ workflowExecutionStartedEventAttributes: started }) => plain(started?.input?.payloads)),
    bells: events!.flatMap(({ workflowExecutionSignaledEventAttributes: signaled }) => plain(signaled?.input?.payloads)),
  };
}
