import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeText } from './files.js';

/** The ports of one server, all of them on loopback. */
export const temporalPorts = [
  'frontend',
  'frontendMembership',
  'frontendHttp',
  'history',
  'historyMembership',
  'matching',
  'matchingMembership',
  'worker',
  'workerMembership',
] as const;
export type TemporalPorts = Record<(typeof temporalPorts)[number], number>;

/** What a test may want otherwise than the product. */
export interface TemporalTuning {
  /** Lets workflows skip time: in all namespaces. */
  timeSkipping?: boolean;
  /** Namespaces in which a run is to be renewed after so many events. */
  shortHistories?: Record<string, number>;
}

export interface TemporalPlace {
  data: string;
  /** The connection string of its first database. */
  databaseUrl: string;
  visibilityDatabase: string;
  ports: TemporalPorts;
  tuning?: TemporalTuning;
}

const loopback = '127.0.0.1';
const shards = 4;

/** Writes the server's configuration. @returns its path */
export function writeTemporalConfig(place: TemporalPlace): string {
  const folder = join(place.data, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const dynamic = join(folder, 'dynamic.yaml');
  writeText(dynamic, stringify(dynamicConfig(place.tuning)));
  const path = join(folder, 'server.yaml');
  writeText(path, stringify(serverConfig(place, dynamic)));
  return path;
}

function serverConfig({ databaseUrl, visibilityDatabase, ports }: TemporalPlace, dynamic: string): unknown {
  const service = (grpcPort: number, membershipPort: number, more = {}) => ({ rpc: { grpcPort, membershipPort, bindOnIP: loopback, ...more } });
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: shards,
      datastores: { default: { sql: store(databaseUrl, 40) }, visibility: { sql: store(databaseUrl, 10, visibilityDatabase) } },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: loopback } },
    services: {
      frontend: service(ports.frontend, ports.frontendMembership, { httpPort: ports.frontendHttp }),
      history: service(ports.history, ports.historyMembership),
      matching: service(ports.matching, ports.matchingMembership),
      worker: service(ports.worker, ports.workerMembership),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: { active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `${loopback}:${ports.frontend}` } },
    },
    publicClient: { hostPort: `${loopback}:${ports.frontend}` },
    archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } },
    dynamicConfigClient: { filepath: dynamic, pollInterval: '60s' },
  };
}

function store(databaseUrl: string, connections: number, database?: string): unknown {
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl);
  const secured = ['require', 'verify-ca', 'verify-full'].includes(searchParams.get('sslmode') ?? '');
  return {
    pluginName: 'postgres12_pgx', // prepares each statement once for a connection, where postgres12 has it parsed each time
    databaseName: database ?? decodeURIComponent(pathname.slice(1)),
    connectAddr: `${hostname}:${port || 5432}`,
    connectProtocol: 'tcp',
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    maxConns: connections,
    maxIdleConns: connections,
    maxConnLifetime: '1h',
    ...(secured && { tls: { enabled: true, enableHostVerification: searchParams.get('sslmode') === 'verify-full' } }),
  };
}

function dynamicConfig({ timeSkipping = false, shortHistories = {} }: TemporalTuning = {}): unknown {
  return {
    'frontend.WorkflowTimeSkippingEnabled': [{ value: timeSkipping }],
    // A namespace or search attribute that was just made is known at once instead of after ten seconds.
    'system.namespaceCacheRefreshInterval': [{ value: '1s' }],
    // After so many failures in a row the list shows a workflow as failing; the reconciler looks there first.
    'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': [{ value: 3 }],
    // Ten questions a second about lists are few where one namespace is the whole cluster.
    'frontend.namespaceRPS.visibility': [{ value: 200 }],
    'limit.historyCount.suggestContinueAsNew': [
      ...Object.entries(shortHistories).map(([namespace, value]) => ({ value, constraints: { namespace } })),
      { value: 4096 },
    ],
  };
}
