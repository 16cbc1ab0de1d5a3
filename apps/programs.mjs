import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
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

/** Errors are to lead to our sources; a program that starts reads all of its map, which is mostly of packages. */
const noMapsOfPackages = {
  name: 'no-maps-of-packages',
  transform: {
    filter: { id: /\/node_modules\/.*\.[cm]?js$/ },
    handler: (code) => ({ code, map: { mappings: '' } }),
  },
};

/** Programs with all that they need, in a folder `program` beside what was built of their sources; what several of them need lies there once. */
const programs = (folder, names, apart = []) => ({
  input: Object.fromEntries(names.map((name) => [basename(name), `dist/${folder}/${name}.js`])),
  platform: 'node',
  // Native ones, one that is loaded only where a migration is to be applied, and those that a module loaded beside must find to be the same: log and metrics.
  external: [/^@node-rs\//, 'typeorm', 'pino', 'prom-client', ...apart],
  plugins: [ourSourceMaps, noMapsOfPackages],
  checks: { unresolvedImport: false, eval: false }, // of packages: what they can do without, and how they name deprecated functions
  output: { dir: `dist/${folder.replace('/src', '')}/program`, cleanDir: true, keepNames: true, sourcemap: true, sourcemapExcludeSources: true },
});

await build([
  programs('apps/api/src', ['main', 'load-samples', 'administration/import/workbook-thread']),
  // Temporal's worker starts threads from files that lie beside it, and knows the other packages of the SDK as those that it imports itself.
  programs('apps/worker/src', ['main', 'sandbox-threads', 'healthy', 'rebuild-engine'], [/^@temporalio\//]),
  programs('libs/runtime', ['start', 'migrate', 'backup', 'restore', 'rebuild-engine', 'verify-timeline', 'destroy-content']),
]);
