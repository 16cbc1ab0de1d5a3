import { readFileSync } from 'node:fs';
import { build } from 'rolldown';

// Makes the programs that `npm start` and the image run, each one file, of what the build before it made: docs/decisions/0015-programs-of-one-file.md.

/** What tsc made of our sources says where in them it comes from; so does the file that is made of it. */
const ourSourceMaps = {
  name: 'our-source-maps',
  load: {
    filter: { id: /\/dist\/(apps|libs|workflows)\/.*\.js$/ },
    handler: (id) => ({ code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') }),
  },
};

/** A program with all that it needs, in a folder `program` beside what was built of its sources. */
const program = (folder, input, apart = []) => ({
  input,
  platform: 'node',
  // Native ones, one that is loaded only where a migration is to be applied, and those that a module loaded beside must find to be the same: log and metrics.
  external: [/^@node-rs\//, 'typeorm', 'pino', 'prom-client', ...apart],
  plugins: [ourSourceMaps],
  checks: { unresolvedImport: false, eval: false }, // of packages: what they can do without, and how they name deprecated functions
  output: { dir: `dist/${folder}/program`, cleanDir: true, keepNames: true, sourcemap: true },
});

await build([
  program('apps/api', { main: 'dist/apps/api/src/main.js', 'workbook-thread': 'dist/apps/api/src/administration/import/workbook-thread.js' }),
  // Temporal's worker starts threads from files that lie beside it, and knows the other packages of the SDK as those that it imports itself.
  program('apps/worker', { main: 'dist/apps/worker/src/main.js' }, [/^@temporalio\//]),
  program('libs/runtime', { start: 'dist/libs/runtime/start.js' }),
]);
