import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programEnvironment } from '#config/child-environment';
import { root } from '#runtime/files';

/** Runs `npm run rebuild-engine` beside the product that runs on a data folder. @returns what it says in the end @throws with all that it said, where it fails */
export async function rebuildEngine(data: string): Promise<{ rung: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'libs/runtime/rebuild-engine.mjs'), '--data', data], {
    env: programEnvironment(),
  });
  return JSON.parse(stdout) as { rung: number };
}
