import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workflowBundle } from '#temporal/bundle';

/** The root of the sources, or of what was built of them: three folders above this file. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

const module = (name: string) => [`${name}.js`, `${name}.ts`].map((file) => join(root, file)).find((file) => existsSync(file))!;

/** The bundle of all stories, as the product runs them. */
export const productBundle = (): Promise<{ codePath: string }> =>
  workflowBundle({
    workflowsPath: module('workflows/index'),
    interceptorModules: [module('workflows/kit/renewal')],
    sources: [join(root, 'workflows'), join(root, 'libs/domain')],
    cache: join(root, root.endsWith('dist') ? 'bundles' : 'dist/bundles'),
  });
