import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programEnvironment } from '#config/child-environment';
import { root } from '#runtime/files';
import { readRunFile, type RunFile } from '#runtime/run-file';
import type { SampleAccount } from '#runtime/data-folder';
import { elsewhere } from '#runtime/databases';
import { secretsOf } from '#runtime/secrets';
import { fillWithBegunProduct, givenProduct } from './begun-product.js';

export type ProductChild = 'postgres' | 'temporal' | 'worker' | 'api';

/** The whole product, started as a person starts it. */
export interface Product {
  url: string;
  accounts: SampleAccount[];
  /** Where nobody is in it yet: the link by which it is set up. */
  setupUrl?: string;
  data: string;
  /** How the owner of its record reaches it, whom no wall stops. */
  ownerUrl(): string;
  /** What runs now, and where. */
  run(): RunFile;
  /** Sends a signal to one of its programs, which is then started again. */
  kill(child: ProductChild, signal?: NodeJS.Signals): void;
  /** Ends it as Ctrl-C does, and removes its data unless it was given. */
  stop(): Promise<void>;
  /** All that it said on standard error. */
  said(): string;
}

export interface ProductOptions {
  /** A data folder to start on; a fresh one where left out. */
  data?: string;
  empty?: boolean;
  /** Lets workflows skip time. */
  timeSkipping?: boolean;
  env?: Record<string, string>;
}

/** Starts the product as who was given a PostgreSQL and a Temporal: those of the test run, with a record and a namespace of its own. Half the work of a start, for specs to which these two need only be there. */
export async function startGivenProduct(): Promise<Product> {
  const { database, data, env } = await givenProduct(async (given) => (await startProduct(given)).stop());
  const product = await startProduct({ data, env });
  const stop = async () => {
    await product.stop();
    await database.drop();
    rmSync(data, { recursive: true, force: true });
  };
  return { ...product, stop };
}

/** Starts the whole product from what was built, with a PostgreSQL and a Temporal Server of its own where `env` names none. @throws with what it said, where it does not come up */
export async function startProduct({ data: given, empty = false, timeSkipping = false, env = {} }: ProductOptions = {}): Promise<Product> {
  const data = given ?? mkdtempSync(join(tmpdir(), 'liandong-product-'));
  if (!given && !empty && !env.DATABASE_URL) await fillWithBegunProduct(data, async (folder) => (await startProduct({ data: folder })).stop());
  const parameters = [join(root, 'libs/runtime/start.mjs'), '--as-built', '--json', '--port', '0', '--data', data, ...(empty ? ['--empty'] : [])];
  const child = spawn(process.execPath, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: programEnvironment({ TIME_SKIPPING: String(timeSkipping), ...env }),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ready = JSON.parse(await firstLine(child, () => said)) as Pick<Product, 'url' | 'accounts' | 'setupUrl'>;
  const run = () => readRunFile(data)!;
  return {
    ...ready,
    data,
    run,
    ownerUrl: () =>
      env.DATABASE_URL ??
      elsewhere(`postgres://127.0.0.1:${run().children.postgres!.port}`, { role: 'liandong_owner', password: secretsOf(data).owner, database: 'liandong' }),
    said: () => said,
    kill: (name, signal = 'SIGKILL') => process.kill(run().children[name]!.pid, signal),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once('close', resolve));
        child.kill('SIGTERM');
        await gone;
      }
      if (!given) rmSync(data, { recursive: true, force: true });
    },
  };
}

function firstLine(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      line += text;
      if (line.includes('\n')) resolve(line);
    });
    child.once('close', () => reject(new Error(`The product did not come up:\n${said()}`)));
  });
}
