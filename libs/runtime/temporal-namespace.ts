import { isGrpcServiceError } from '@temporalio/client';
import { ask, engineAt, type Engine } from '#temporal/client';
import { registerSearchAttributes } from '#temporal/search-attributes';
import { Refusal } from './say.js';

const retention = { seconds: 30 * 24 * 3600 }; // how long a closed workflow can still be looked at; the record keeps what happened
const [notFound, alreadyExists, permissionDenied] = [5, 6, 7];

/** Makes sure of a namespace and its search attributes on a Temporal that answers, or will within `patience` milliseconds. @throws Refusal */
export async function prepareNamespace(address: string, namespace: string, patience = 60_000): Promise<void> {
  const engine = engineAt({ address, namespace });
  try {
    await eventually(engine, patience, () => ensureNamespace(engine));
    await eventually(engine, patience, () => registerSearchAttributes(engine.client));
  } finally {
    await engine.close();
  }
}

/** The version that the server at this address says it has. @throws Refusal where nothing answers */
export async function versionAt(address: string, namespace: string, patience = 10_000): Promise<string> {
  const engine = engineAt({ address, namespace });
  try {
    return await eventually(engine, patience, async () => (await ask(engine.client, () => engine.client.workflowService.getSystemInfo({}))).serverVersion);
  } finally {
    await engine.close();
  }
}

async function ensureNamespace({ client, namespace }: Engine): Promise<void> {
  const known = await ask(client, () => client.workflowService.describeNamespace({ namespace })).then(
    () => true,
    (error: unknown) => {
      if (isGrpcServiceError(error) && (error.code as number) === notFound) return false;
      throw error;
    },
  );
  if (known) return;
  const request = { namespace, workflowExecutionRetentionPeriod: { seconds: retention.seconds as never }, description: 'Liandong' };
  await ask(client, () => client.workflowService.registerNamespace(request)).catch((error: { code?: number }) => {
    if (error.code !== alreadyExists) throw error;
  });
}

/** A server that has just begun to listen refuses for a moment. */
async function eventually<Answer>({ address, namespace }: Engine, patience: number, question: () => Promise<Answer>): Promise<Answer> {
  for (const from = performance.now(); ;) {
    try {
      return await question();
    } catch (error) {
      if ((error as { code?: number }).code === permissionDenied)
        throw new Refusal(`Temporal at ${address} refuses: we may not look at or make the namespace ${namespace} or its search attributes.`);
      if (performance.now() - from > patience)
        throw new Refusal(`Temporal at ${address} does not answer as it should: ${(error as { details?: string }).details ?? (error as Error).message}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
