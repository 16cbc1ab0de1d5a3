import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '#runtime/files';

const run = promisify(execFile);

/** Runs a tool in the checkout. @returns what it printed where it found something, and nothing where all is well: what the test fails with */
export async function finds(tool: string, ...args: string[]): Promise<string> {
  return run(join(root, 'node_modules/.bin', tool), args, { cwd: root, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NODE_OPTIONS: '' } }).then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}\n${stderr}`,
  );
}
