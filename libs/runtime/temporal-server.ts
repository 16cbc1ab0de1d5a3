import { bareEnvironment } from '#config/child-environment';
import { fullDisk, tight } from './data-folder.js';
import { connected } from './databases.js';
import { isFree, rememberedPorts } from './ports.js';
import { say, secondsSince } from './say.js';
import type { Supervisor } from './supervisor.js';
import { temporalPorts, writeTemporalConfig, type TemporalTuning } from './temporal-config.js';
import type { TemporalPrograms } from './temporal-programs.js';
import { nameIn, updateTemporalSchema, visibilityOf } from './temporal-schema.js';

export interface TemporalOptions {
  data: string;
  programs: TemporalPrograms;
  /** Its first database, as its own role; the second one is named after it. */
  databaseUrl: string;
  supervisor: Supervisor;
  tuning?: TemporalTuning;
}

/** Starts the official Temporal Server on loopback, its schema brought up to date before, and keeps it running. @returns its address */
export async function startTemporal({ data, programs, databaseUrl, supervisor, tuning }: TemporalOptions): Promise<string> {
  const from = performance.now();
  await updateTemporalSchema(programs.sqlTool, databaseUrl, supervisor.stopping);
  // It is the only server of this database, and not running now: what the last one said of itself would only be waited for.
  await connected(databaseUrl, (client) => client.query('delete from cluster_membership'));
  const ports = await rememberedPorts(data, 'temporal-ports.json', temporalPorts);
  const config = writeTemporalConfig({ data, databaseUrl, visibilityDatabase: visibilityOf(nameIn(databaseUrl)), ports, tuning });
  const child = supervisor.start({
    name: 'temporal',
    title: 'Temporal Server',
    command: programs.server,
    parameters: ['--config-file', config, '--allow-no-auth', 'start'],
    env: bareEnvironment(),
    background: true,
    port: ports.frontend,
    patience: 2_000, // it may take long to say goodbye to peers that it does not have; what it knows is in PostgreSQL
    reason: () => fullDisk(data, tight),
  });
  await child.ready(async () => !(await isFree(ports.frontend)));
  say(`Temporal Server runs on 127.0.0.1:${ports.frontend} (${secondsSince(from)} s).`);
  return `127.0.0.1:${ports.frontend}`;
}
