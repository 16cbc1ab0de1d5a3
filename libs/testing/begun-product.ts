import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadEnv } from '#config/env';
import { engine } from './engine.js';

/** What belongs to one run on a data folder. */
const ofOneRun = ['lock', 'run.json', 'logs', 'postgres-port.json', 'temporal-ports.json'];

/**
 * Fills a data folder with one on which the product has been started once and ended: a start on it takes half as long. The first that asks has it made by `begin`;
 * who asks before it is there gets an empty folder, and so does who is not asked by `npm test`.
 */
export async function fillWithBegunProduct(data: string, begin: (folder: string) => Promise<void>): Promise<void> {
  if (!loadEnv().TEST_ENGINE) return;
  const [making, made] = ['product-begun', 'product'].map((name) => join(engine().folder, name)) as [string, string];
  if (isFirst(making) && !existsSync(made)) {
    await begin(making);
    for (const name of ofOneRun) rmSync(join(making, name), { recursive: true, force: true });
    renameSync(making, made);
  }
  if (existsSync(made)) await promisify(execFile)('cp', ['-a', `${made}/.`, data]); // owners and all: PostgreSQL's files are its user's
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false;
    throw error;
  }
}
