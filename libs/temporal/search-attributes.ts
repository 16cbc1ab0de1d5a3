import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import proto from '@temporalio/proto';
import { ask } from './client.js';

const { INDEXED_VALUE_TYPE_KEYWORD } = proto.temporal.api.enums.v1.IndexedValueType;

/** By what an operator finds workflows in the engine's own tools, beside what it knows by itself. Codes only, never content. */
export const searchAttributes = {
  /** The kind of process that a workflow drives: `clue-transfer`. */
  LiandongType: 'Keyword',
} as const;

/** The kind of process, as a workflow carries it. */
export const typeAttribute = defineSearchAttributeKey('LiandongType', SearchAttributeType.KEYWORD);

const grpcAlreadyExists = 6;

/** Registers the search attributes in the client's namespace; those that it has stay as they are. */
export async function registerSearchAttributes(client: Client): Promise<void> {
  const names = Object.keys(searchAttributes);
  const { customAttributes } = await ask(client, () => client.connection.operatorService.listSearchAttributes({ namespace: client.options.namespace }));
  const missing = names.filter((name) => !(name in customAttributes));
  if (missing.length === 0) return;
  const attributes = Object.fromEntries(missing.map((name) => [name, INDEXED_VALUE_TYPE_KEYWORD]));
  await ask(client, () => client.connection.operatorService.addSearchAttributes({ namespace: client.options.namespace, searchAttributes: attributes })).catch(
    (error: { code?: number }) => {
      if (error.code !== grpcAlreadyExists) throw error;
    },
  );
}
