import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

export interface BundleOptions {
  /** The module that exports the workflows. */
  workflowsPath: string;
  /** Modules of workflow interceptors, which are bundled with them. */
  interceptorModules?: string[];
  /** The folders that the workflows are made from; a change in one of them makes a new bundle. */
  sources: string[];
  /** Where finished bundles are kept. */
  cache: string;
}

const { version } = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };

/** Bundles the workflows for the worker's sandbox, or takes the bundle that was made of the same sources before: making one costs seconds. */
export async function workflowBundle({ workflowsPath, interceptorModules = [], sources, cache }: BundleOptions): Promise<{ codePath: string }> {
  const hash = createHash('sha256').update(JSON.stringify([version, workflowsPath, interceptorModules]));
  for (const source of sources) await addFolder(hash, source);
  const codePath = join(cache, `workflows-${hash.digest('hex').slice(0, 24)}.cjs`);
  if (existsSync(codePath)) return { codePath };

  const { code } = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: interceptorModules,
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: conditionsFor(workflowsPath) } }),
  });
  await mkdir(cache, { recursive: true });
  const unfinished = `${codePath}.${process.pid}`;
  await writeFile(unfinished, code);
  await rename(unfinished, codePath); // another process sees it whole or not at all
  return { codePath };
}

/** Subpath imports lead to sources where the workflows are TypeScript, and to what was built of them elsewhere. */
const conditionsFor = (workflowsPath: string) => [...(workflowsPath.endsWith('.ts') ? ['source'] : []), 'import', 'require', 'default'];

async function addFolder(hash: ReturnType<typeof createHash>, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && /(?<!\.spec|\.d)\.(ts|js)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(file).update(await readFile(file));
}
