import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bareEnvironment, programFolders } from '#config/child-environment';
import { goInstall } from './go-install.js';
import { Refusal, say } from './say.js';
import { downloadRelease } from './temporal-release.js';

/** The version of Temporal Server that the product is tested with. */
export const temporalVersion = '1.32.0';

export interface TemporalPrograms {
  server: string;
  /** What sets up and upgrades the server's schema. */
  sqlTool: string;
}

interface Search {
  cache: string;
  /** A server that a person has named. */
  named?: string;
  signal: AbortSignal;
}

const source = {
  version: `v${temporalVersion}`,
  estimate: 'about 4 to 6 minutes on two cores that do nothing else,',
  otherwise: 'name a server with TEMPORAL_ADDRESS or TEMPORAL_SERVER_BIN',
};
const serverSource = { ...source, title: 'Temporal Server', path: 'go.temporal.io/server/cmd/server', packages: 1760 };
const toolSource = {
  ...source,
  title: "Temporal's schema tool",
  path: 'go.temporal.io/server/cmd/tools/sql',
  packages: 900,
  estimate: 'some seconds after the server, a minute or two alone,',
};

/** Finds the official server and its schema tool: a named one, one on the PATH, one in the cache, a release archive, and else a build from source. @throws Refusal */
export async function temporalPrograms(search: Search): Promise<TemporalPrograms> {
  const { cache, named } = search;
  const given = named ?? onPath('temporal-server');
  const kept = inFolder(join(cache, `temporal-${temporalVersion}`));
  if (given && (named || versionOf(given) === temporalVersion)) return givenOne(given, named !== undefined, kept, search);
  if (given) say(`Temporal Server ${versionOf(given) ?? '(of unknown version)'} on the PATH is left alone: ${temporalVersion} is wanted.`);
  if (existsSync(kept.server) && existsSync(kept.sqlTool)) {
    say(`Temporal Server ${temporalVersion} is in the cache (${kept.server}).`);
    return kept;
  }
  await obtain(kept, search);
  return kept;
}

async function givenOne(server: string, named: boolean, kept: TemporalPrograms, search: Search): Promise<TemporalPrograms> {
  const version = versionOf(server);
  if (!version) throw new Refusal(`TEMPORAL_SERVER_BIN names ${server}, which is not a Temporal Server that can be run.`);
  if (!atLeast(version, temporalVersion)) throw new Refusal(`Temporal Server ${version} (${server}) is too old: ${temporalVersion} or later is needed.`);
  say(`Temporal Server ${version} is taken from ${server}${named ? ' (TEMPORAL_SERVER_BIN)' : ' (PATH)'}.`);
  const beside = ['temporal-sql-tool', 'sql'].map((name) => join(dirname(server), name)).find((path) => existsSync(path));
  const sqlTool = beside ?? onPath('temporal-sql-tool');
  if (sqlTool) return { server, sqlTool };
  if (!existsSync(kept.sqlTool)) {
    mkdirSync(dirname(kept.sqlTool), { recursive: true });
    await goInstall(toolSource, kept.sqlTool, search.signal);
  }
  return { server, sqlTool: kept.sqlTool };
}

async function obtain(kept: TemporalPrograms, { signal }: Search): Promise<void> {
  say(`Temporal Server ${temporalVersion} is not in the cache: the official release is looked for first.`);
  const folder = dirname(kept.server);
  const draft = `${folder}.${process.pid}`;
  try {
    if (await downloadRelease(temporalVersion, draft, signal)) {
      renameSync(draft, folder);
      return;
    }
  } catch (error) {
    if (!existsSync(kept.server)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  mkdirSync(folder, { recursive: true });
  if (!existsSync(kept.server)) await goInstall(serverSource, kept.server, signal);
  if (!existsSync(kept.sqlTool)) await goInstall(toolSource, kept.sqlTool, signal);
}

const inFolder = (folder: string): TemporalPrograms => ({ server: join(folder, 'temporal-server'), sqlTool: join(folder, 'temporal-sql-tool') });

const onPath = (name: string) =>
  programFolders()
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

function versionOf(server: string): string | undefined {
  try {
    return /\d+\.\d+\.\d+/.exec(execFileSync(server, ['--version'], { encoding: 'utf8', env: bareEnvironment(), stdio: ['ignore', 'pipe', 'ignore'] }))?.[0];
  } catch {
    return undefined;
  }
}

/** Whether a version `1.32.2` is as late as another. */
export function atLeast(version: string, wanted: string): boolean {
  const [found, needed] = [version, wanted].map((each) => each.split('.').map(Number));
  for (const [place, number] of needed!.entries()) {
    if (found![place]! !== number) return found![place]! > number;
  }
  return true;
}
