import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bareEnvironment } from '#config/child-environment';
import { runTool } from './run-tool.js';
import { say } from './say.js';

const systems: Record<string, string> = { linux: 'linux', darwin: 'darwin' };
const machines: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };
const megabyte = 1024 * 1024;

/** Downloads the official release into `folder` and checks it against the release's own checksums. @returns whether it is there now; where the network or the archive is not to be had, the next way is taken */
export async function downloadRelease(version: string, folder: string, signal: AbortSignal): Promise<boolean> {
  const archive = `temporal_${version}_${systems[process.platform]}_${machines[process.arch]}.tar.gz`;
  const release = `https://github.com/temporalio/temporal/releases/download/v${version}`;
  const path = join(folder, archive);
  try {
    const checksums = await (await get(`${release}/checksums.txt`, signal)).text();
    const expected = checksumOf(checksums, archive);
    mkdirSync(folder, { recursive: true });
    await save(await get(`${release}/${archive}`, signal), path);
    const found = createHash('sha256').update(readFileSync(path)).digest('hex');
    if (found !== expected) throw new Error('its checksum is not the one of the release');
    await runTool('tar', ['-xzf', path, '-C', folder, 'temporal-server', 'temporal-sql-tool'], { env: bareEnvironment(), signal });
    return true;
  } catch (error) {
    if (signal.aborted) throw error;
    say(`Temporal Server: no release archive from GitHub (${reasonOf(error)}).`);
    return false;
  } finally {
    rmSync(path, { force: true });
  }
}

/** The checksum of a file in the lines `sum  name`. @throws where it is not among them */
export function checksumOf(checksums: string, name: string): string {
  const line = checksums.split('\n').find((each) => each.trim().endsWith(` ${name}`) || each.trim().endsWith(`*${name}`));
  const sum = line?.trim().split(/\s+/)[0];
  if (!sum || !/^[0-9a-f]{64}$/.test(sum)) throw new Error(`the release names no checksum of ${name}`);
  return sum;
}

/** Ten seconds to answer; what then comes may take its time. */
async function get(url: string, stopping: AbortSignal): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error('GitHub does not answer')), 10_000);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([patience.signal, stopping]) });
    if (!response.ok || !response.body) throw new Error(`GitHub answers ${response.status}`);
    return response;
  } finally {
    clearTimeout(timer);
  }
}

async function save(response: Response, path: string): Promise<void> {
  const whole = Number(response.headers.get('content-length')) / megabyte;
  say(`Temporal Server: downloading the official release${whole ? ` (${whole.toFixed(0)} MB)` : ''}.`);
  let received = 0;
  const report = setInterval(() => say(`Temporal Server: ${(received / megabyte).toFixed(0)} MB of ${whole.toFixed(0)} MB downloaded.`), 5_000);
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      received += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(response.body as import('node:stream/web').ReadableStream), counted, createWriteStream(path));
  } finally {
    clearInterval(report);
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}
