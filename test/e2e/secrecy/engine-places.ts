import { type Client, escapeIdentifier } from 'pg';
import proto from '@temporalio/proto';
import { clock } from '#domain/clock';
import { engineAt } from '#temporal/client';
import type { Product } from '#testing/product';
import { ownerOf, type Place } from '../owner.js';

/** Every column of every table of a database, binary ones as they are; of those that are named alone, or of all others. */
export async function tablesOf(product: Product, database: Place, { only, except = [] }: { only?: string[]; except?: string[] } = {}): Promise<Buffer> {
  const client = await ownerOf(product, database);
  try {
    const { rows: columns } = await client.query<Column>(
      `select table_schema as schema, table_name as table, column_name as column, data_type as type from information_schema.columns
       join information_schema.tables using (table_schema, table_name)
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') and ($1::text[] is null or table_name = any ($1)) and table_name <> all ($2)`,
      [only ?? null, except],
    );
    if (columns.length === 0) throw new Error(`There is no table in ${database}.`);
    const parts: Buffer[] = [];
    for (const column of columns) parts.push(...(await valuesOf(client, column)));
    return joined(parts);
  } finally {
    await client.end();
  }
}

interface Column {
  schema: string;
  table: string;
  column: string;
  type: string;
}

async function valuesOf(client: Client, { schema, table, column, type }: Column): Promise<Buffer[]> {
  const name = escapeIdentifier(column);
  const value = type === 'bytea' ? name : `convert_to(${name}::text, 'UTF8')`;
  const from = `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
  const { rows } = await client.query<{ value: Buffer }>(`select ${value} as value from ${from} where ${name} is not null`);
  return rows.map((row) => row.value);
}

/** Between two values, so that no word is found that none of them holds. */
const joined = (parts: Buffer[]) => Buffer.concat(parts.flatMap((part) => [part, Buffer.of(0)]));

/** All that the engine tells of its workflows: histories with each payload decoded, and apart from them what its lists show, search attributes and memos among it. */
export async function toldByEngine(product: Product): Promise<{ histories: Buffer; lists: Buffer }> {
  const engine = engineAt({ address: product.run().temporalAddress!, namespace: 'liandong' });
  try {
    const histories: Buffer[] = [];
    const lists: Buffer[] = [];
    for await (const { workflowId, runId } of engine.client.workflow.list()) {
      const handle = engine.client.workflow.getHandle(workflowId, runId);
      gather(await handle.fetchHistory(), histories);
      gather((await handle.describe()).raw, lists);
    }
    return { histories: joined(histories), lists: joined(lists) };
  } finally {
    await engine.close();
  }
}

/** Every text and every run of bytes within a value, payloads among them. */
function gather(value: unknown, into: Buffer[]): void {
  if (value instanceof Uint8Array) into.push(Buffer.from(value));
  else if (typeof value === 'string') into.push(Buffer.from(value));
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) {
      into.push(Buffer.from(key));
      gather(part, into);
    }
}

const { CommandType } = proto.temporal.api.enums.v1;

/** Puts words into the engine, by each way in which a program could: a workflow's id, input, memo, search attribute, signal and failure. */
export async function plantInEngine(product: Product, word: (where: string) => string): Promise<void> {
  const namespace = 'liandong';
  const engine = engineAt({ address: product.run().temporalAddress!, namespace });
  const taskQueue = 'control';
  try {
    const { workflow, workflowService } = engine.client;
    const handle = await workflow.start('control', {
      workflowId: 'control',
      taskQueue,
      args: [word('input'), Buffer.from(word('base64')).toString('base64'), Buffer.from(word('utf-16'), 'utf16le')],
      memo: { note: word('memo') },
      searchAttributes: { LiandongType: [word('attribute')] },
    });
    await handle.signal('control', word('signal'));
    const poll = () => workflowService.pollWorkflowTaskQueue({ namespace, taskQueue: { name: taskQueue }, identity: 'control' });
    const { taskToken } = await engine.client.withDeadline(clock.now().getTime() + 60_000, poll);
    const failure = { message: word('failure'), stackTrace: word('stack'), applicationFailureInfo: { type: 'control' } };
    const commands = [{ commandType: CommandType.COMMAND_TYPE_FAIL_WORKFLOW_EXECUTION, failWorkflowExecutionCommandAttributes: { failure } }];
    await workflowService.respondWorkflowTaskCompleted({ namespace, taskToken, identity: 'control', commands });
    // The server warns of what is large, and names it.
    await workflow.start('control', { workflowId: word('temporal'), taskQueue, args: [Buffer.alloc(700_000)] });
  } finally {
    await engine.close();
  }
}
