import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '#runtime/files';

const run = promisify(execFile);

/** Where a tool lies that the checkout depends on. */
export const tool = (name: string): string => join(root, 'node_modules/.bin', name);

/** Runs a program in the checkout. @returns what it printed */
export const printed = async (program: string, ...parameters: string[]): Promise<string> =>
  (await run(program, parameters, { cwd: root, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NODE_OPTIONS: '' } })).stdout;

/** Runs a program in the checkout. @returns what it printed where it found something, and nothing where all is well: what the test fails with */
export async function finds(program: string, ...parameters: string[]): Promise<string> {
  return printed(program, ...parameters).then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}\n${stderr}`,
  );
}
