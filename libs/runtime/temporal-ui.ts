import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { bareEnvironment } from '#config/child-environment';
import { writeText } from './files.js';
import { goInstall } from './go-install.js';
import { isFree, rememberedPorts } from './ports.js';
import { say } from './say.js';
import type { Supervisor } from './supervisor.js';

const version = '2.42.1';
const source = {
  title: "Temporal's web UI",
  path: 'github.com/temporalio/ui-server/v2/cmd/server',
  version: `v${version}`,
  estimate: 'half a minute alone, some minutes beside other work,',
  otherwise: 'go on without --temporal-ui',
  packages: 260,
};

interface Options {
  data: string;
  cache: string;
  temporalAddress: string;
  namespace: string;
  supervisor: Supervisor;
}

/** Serves Temporal's own web UI on loopback. @returns its address */
export async function startTemporalUi({ data, cache, temporalAddress, namespace, supervisor }: Options): Promise<string> {
  const program = join(cache, `temporal-ui-${version}`);
  if (!existsSync(program)) await goInstall(source, program, supervisor.stopping);
  const { port } = await rememberedPorts(data, 'temporal-ui-port.json', ['port']);
  const folder = join(data, 'temporal-ui');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeText(
    join(folder, 'local.yaml'),
    stringify({ temporalGrpcAddress: temporalAddress, host: '127.0.0.1', port, enableUi: true, defaultNamespace: namespace }),
  );
  const child = supervisor.start({
    name: 'ui',
    title: source.title,
    command: program,
    parameters: ['--root', folder, '--config', '.', '--env', 'local', 'start'],
    env: bareEnvironment(),
    port,
    patience: 1_000,
  });
  await child.ready(async () => !(await isFree(port)));
  say(`Temporal's web UI: http://127.0.0.1:${port}`);
  return `http://127.0.0.1:${port}`;
}
