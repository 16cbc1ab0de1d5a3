import { Client, Connection, isGrpcServiceError, NamespaceNotFoundError } from '@temporalio/client';

/** Where the engine answers. */
export interface EngineAddress {
  /** `host:port` of its frontend. */
  address: string;
  namespace: string;
}

/** A client of the engine. It is made at once, connects when it is first asked, and connects again by itself. */
export interface Engine extends EngineAddress {
  client: Client;
  close(): Promise<void>;
}

/** How long one question may take, in milliseconds. */
export const patience = 5_000;

/** Makes a client of the engine, whether it answers yet or not. */
export function engineAt({ address, namespace }: EngineAddress): Engine {
  const connection = Connection.lazy({
    address,
    // Whoever asks tries again with its own measure; a retry below it would hide for how long the engine has been away.
    interceptors: [],
    channelArgs: {
      // gRPC would wait up to two minutes before it tries a server again that was away.
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 1_000,
      'grpc.keepalive_time_ms': 15_000,
      'grpc.keepalive_timeout_ms': 5_000,
      'grpc.keepalive_permit_without_calls': 1,
    },
  });
  return { address, namespace, client: new Client({ connection, namespace }), close: () => connection.close() };
}

/** Asks the engine, and gives up after `atMost` milliseconds, so that a server that stalls holds nobody. @throws what `isAway` knows, where it is away */
export function ask<Answer>(client: Client, question: () => Promise<Answer>, atMost = patience): Promise<Answer> {
  return client.withAbortSignal(AbortSignal.timeout(atMost), question);
}

/** gRPC: cancelled (our patience), deadline exceeded, permission denied, resource exhausted, unavailable, unauthenticated. */
const awayCodes = [1, 4, 7, 8, 14, 16];

/** Whether an error says something of the engine as a whole, rather than of the one workflow that was asked about. */
export function isAway(error: unknown): boolean {
  if (error instanceof NamespaceNotFoundError) return true;
  const cause = (error as { cause?: unknown } | undefined)?.cause;
  if (isGrpcServiceError(error)) return awayCodes.includes(error.code);
  return cause !== undefined && isAway(cause);
}
