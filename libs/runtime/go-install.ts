import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { programEnvironment } from '#config/child-environment';
import { runTool } from './run-tool.js';
import { Refusal, say, secondsSince } from './say.js';

export interface GoProgram {
  title: string;
  /** The path of its package, whose last part is the name of what is built. */
  path: string;
  version: string;
  /** How long a build takes when nothing of it is cached, in words. */
  estimate: string;
  /** What somebody without Go does instead. */
  otherwise: string;
  /** Of how many packages it consists, roughly. */
  packages: number;
}

const reportEvery = 10_000;

/** Builds a Go program from its official source into `target`, telling how far it is. @throws Refusal where Go is missing or the build fails */
export async function goInstall(program: GoProgram, target: string, signal?: AbortSignal): Promise<void> {
  const { title, path, version, estimate, packages: all } = program;
  const from = performance.now();
  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  let packages = 0;
  let downloads = 0;
  say(`${title} ${version}: building it from its official source with Go; ${estimate} the first time, seconds where Go has built it before.`);
  const report = setInterval(
    () => say(`${title}: building for ${secondsSince(from)} s; ${downloads} modules fetched, ${packages} of at most ${all} packages compiled.`),
    reportEvery,
  );
  try {
    await runTool('go', ['install', '-v', '-ldflags', '-s -w', `${path}@${version}`], {
      env: programEnvironment({ GOBIN: draft }),
      signal,
      onLine: (line) => (line.startsWith('go: downloading') ? downloads++ : packages++),
    });
    renameSync(join(draft, basename(path)), target);
    say(`${title} ${version} is built (${secondsSince(from)} s) and kept in ${target}.`);
  } catch (error) {
    if (existsSync(target)) return; // another start has built it meanwhile
    throw whatIsWrong(program, error as NodeJS.ErrnoException);
  } finally {
    clearInterval(report);
    rmSync(draft, { recursive: true, force: true });
  }
}

function whatIsWrong({ title, otherwise }: GoProgram, error: NodeJS.ErrnoException): Error {
  if (error.name === 'AbortError') return error;
  if (error.code === 'ENOENT')
    return new Refusal(`${title} could not be downloaded, and Go, which would build it, is not installed: install Go 1.26 or later, or ${otherwise}.`);
  return new Refusal(`${title} could not be built. ${error.message}`);
}
