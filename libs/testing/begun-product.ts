import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadEnv } from '#config/env';
import { readMark, writeMark } from '#runtime/data-folder';
import { migrated, testDatabase, type Template, type TestDatabase } from './database.js';
import { engine } from './engine.js';

/** Takes from a data folder what belongs to one run on it. */
function forgetRun(folder: string): void {
  for (const name of ['lock', 'run.json', 'logs', 'postgres-port.json', 'temporal-ports.json']) rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * Fills a data folder with one on which the product has been started once and ended: a start on it takes half as long. The first that asks has it made by `begin`;
 * who asks before it is there gets an empty folder, and so does who is not asked by `npm test`.
 */
export async function fillWithBegunProduct(data: string, begin: (folder: string) => Promise<void>): Promise<void> {
  if (!loadEnv().TEST_ENGINE) return;
  const [making, made] = ['product-begun', 'product'].map((name) => join(engine().folder, name)) as [string, string];
  if (isFirst(making) && !existsSync(made)) {
    await begin(making);
    forgetRun(making);
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

/** What a product needs that uses the PostgreSQL and the Temporal Server of the test run. */
export interface GivenProduct {
  database: TestDatabase;
  data: string;
  env: Record<string, string>;
}

/** A record of its own, filled with the sample city as by a start before, the data folder that belongs to it, and a namespace of its own. */
export async function givenProduct(begin: (given: Pick<GivenProduct, 'data' | 'env'>) => Promise<void>): Promise<GivenProduct> {
  const begun = join(engine().folder, 'product-given');
  const template: Template = {
    name: `${migrated.name}_begun`,
    fill: async (place) => {
      rmSync(begun, { recursive: true, force: true }); // of a template that is out of date
      await migrated.fill(place); // with the passwords of its roles
      await begin({ data: begun, env: environmentOf(place) });
      forgetRun(begun);
    },
  };
  const database = await testDatabase(template);
  const data = mkdtempSync(join(tmpdir(), 'liandong-product-'));
  cpSync(begun, data, { recursive: true, preserveTimestamps: true });
  const { host, pathname } = new URL(database.ownerUrl);
  const mark = readMark(data);
  writeMark(data, { ...mark, samples: { [host + pathname]: Object.values(mark.samples)[0]! } });
  return { database, data, env: environmentOf(database) };
}

/** What a product is told that is to use this record, and the Temporal Server of the test run with a namespace of its own. */
export const environmentOf = ({ ownerUrl, urls }: Pick<TestDatabase, 'ownerUrl' | 'urls'>): Record<string, string> => ({
  DATABASE_URL: ownerUrl,
  API_DATABASE_URL: urls.api,
  WORKER_DATABASE_URL: urls.worker,
  RELAY_DATABASE_URL: urls.relay,
  VERIFIER_DATABASE_URL: urls.verifier,
  TEMPORAL_ADDRESS: engine().temporal.address,
  TEMPORAL_NAMESPACE: `product-${randomUUID()}`,
});
