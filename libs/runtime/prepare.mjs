import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const at = (...parts) => join(root, ...parts);
const lockFile = 'dist/.preparing';

const builds = [
  {
    sources: ['apps/api', 'apps/worker', 'apps/match', 'libs', 'workflows', 'test/bench', 'test/fuzz'],
    stamp: 'dist/.server-built',
    steps: {
      'Building the server, about half a minute': ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
      'Making each program one file, some seconds': ['apps/programs.mjs'],
    },
  },
  {
    sources: ['apps/console'],
    stamp: 'dist/.console-built',
    steps: { 'Building the console, about half a minute': ['node_modules/vite/bin/vite.js', 'build', 'apps/console', '--logLevel', 'warn'] },
  },
];

/** Installs and builds what is missing or stale, and says so; `console: false` leaves the console out. Node's built-ins only. */
export async function prepare({ console: withConsole = true } = {}) {
  checkNode();
  const wanted = withConsole ? builds : builds.slice(0, 1);
  if (!isCheckout() || (isInstalled() && wanted.every(isBuilt))) return;
  await oneAtATime(async () => {
    if (!isInstalled()) await install();
    await Promise.all(wanted.filter((each) => !isBuilt(each)).map(build));
  });
}

/** The address of a built module. */
export const built = (path) => new URL(`file://${at('dist', path)}`).href;

/** The address of what a command of ours runs. */
export const program = (name) => built(`libs/runtime/program/${name}.js`);

function checkNode() {
  const { node } = JSON.parse(readFileSync(at('package.json'), 'utf8')).engines;
  const ours = process.versions.node;
  if (node.split(' || ').some((range) => lies(ours, range))) return;
  say(`Node.js ${ours} will not do: ${node} is needed.`);
  process.exit(1);
}

/** Whether a version lies in a range: `^20.19` of the same first number, `>=22.12` of that or a later one. */
function lies(version, range) {
  const [major, minor] = version.split('.').map(Number);
  const [neededMajor, neededMinor] = range.match(/\d+/g).map(Number);
  return (major > neededMajor && range.startsWith('>=')) || (major === neededMajor && minor >= neededMinor);
}

/** Where only what was built lies, as in the image, there is nothing to prepare. */
const isCheckout = () => existsSync(at('package-lock.json'));

function isInstalled() {
  if (!existsSync(at('node_modules'))) return false;
  if (contentOf('node_modules/.installed-from') === lockHash()) return true;
  const byNpm = at('node_modules/.package-lock.json'); // npm writes it last
  return existsSync(byNpm) && statSync(byNpm).mtimeMs >= statSync(at('package-lock.json')).mtimeMs;
}

async function install() {
  const quietly = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // A registry need not carry the variants of a package for other systems. npm ci then takes the lock file for incomplete; npm install takes the same versions.
  if (!(await ran('Packages: npm ci, one to three minutes the first time', 'npm', ['ci', ...quietly], 'ignore')))
    await run('Packages: npm ci will not have this lock file; npm install, by the same lock file', 'npm', ['install', '--no-save', ...quietly]);
  writeFileSync(at('node_modules/.installed-from'), lockHash());
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');

const isBuilt = ({ sources, stamp }) => contentOf(stamp) === fingerprint(sources);

async function build({ sources, stamp, steps }) {
  const before = fingerprint(sources); // what changes while it is being built is built the next time
  rmSync(at(stamp), { force: true }); // a build that is cut short leaves nothing that is whole, not even what was built before it
  for (const [what, command] of Object.entries(steps)) await run(what, process.execPath, command);
  writeFileSync(at(stamp), before);
}

/** Changes when a source changes, comes or goes. */
function fingerprint(folders) {
  const hash = createHash('sha256').update(lockHash());
  for (const file of ['tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'apps/programs.mjs', 'package.json']) hash.update(contentOf(file) ?? '');
  for (const folder of folders.filter((each) => existsSync(at(each))))
    for (const entry of readdirSync(at(folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      if (!entry.isFile() || /\.spec\.tsx?$/.test(path)) continue;
      hash.update(path.slice(root.length)).update(readFileSync(path));
    }
  return hash.digest('hex');
}

function contentOf(path) {
  try {
    return readFileSync(at(path), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Runs a program to its good end, or ends with it. */
async function run(what, program, parameters) {
  if (await ran(what, program, parameters, 2)) return;
  say(`${what}: failed.`);
  process.exit(1);
}

/** Runs a program and says every ten seconds that it still runs; its output goes to `output`. It ends with us at the latest. @returns whether it ended well */
function ran(what, program, parameters, output) {
  say(`${what}.`);
  const from = performance.now();
  const seconds = () => Math.round((performance.now() - from) / 1000);
  const report = setInterval(() => say(`${what}: ${seconds()} s so far.`), 10_000);
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: root, stdio: ['ignore', output, output] });
    const stop = () => process.exit(130);
    const end = () => child.kill();
    process.once('SIGTERM', stop);
    process.once('exit', end);
    child.once('error', (error) => say(`${program}: ${error.message}`));
    child.once('close', (code) => {
      clearInterval(report);
      process.off('SIGTERM', stop);
      process.off('exit', end);
      if (code === 0) say(`${what}: done in ${seconds()} s.`);
      resolve(code === 0);
    });
  });
}

/** Two commands in one checkout wait for each other here: both would write the same files. */
async function oneAtATime(work) {
  mkdirSync(at('dist'), { recursive: true });
  const lock = at(lockFile);
  for (let told = false; !taken(lock); told = true) {
    if (!told) say('Another command is installing or building in this checkout; waiting for it.');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  await work();
  process.off('exit', release);
  release();
}

/** The lock comes to be with its content: one that is cut short between the two would keep everybody waiting. */
function taken(lock) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${startOf(process.pid)}`);
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = contentOf(lockFile);
    if (holder !== undefined && !isHeldBy(holder)) rmSync(lock, { force: true });
    return false; // one that was let go just now may be another's already
  } finally {
    rmSync(own, { force: true });
  }
}

function isHeldBy(holder) {
  const [pid, started] = holder.split(' ');
  return runs(Number(pid)) && startOf(pid) === started;
}

function runs(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** When a process started, where Linux tells it: a number may by now be another's. */
function startOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
}

function say(sentence) {
  process.stderr.write(`[${(performance.now() / 1000).toFixed(1).padStart(6)} s] ${sentence}\n`);
}
