import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment } from '#config/child-environment';
import { startProduct } from '#testing/product';
import { type Cast, cast } from '../e2e/cast.js';
import { Client } from '../e2e/client.js';
import { playSome } from './seeds.js';

/** What a person may say on the command line of `npm run fuzz`. */
export interface FuzzOptions {
  /** As whom; all where left out. */
  callers: string[];
  /** Of the requests that are made up; the same seed makes up the same ones. */
  seed: number;
  /** How many requests each phase makes up for a route at most. */
  examples: number;
  /** The program: a name on the PATH, or where it lies. */
  schemathesis: string;
}

/** Ends the session that carries the requests, or the right to log in again: fuzzed at the end, in a session of its own. */
const ending = ['/api/session', '/api/sessions/{id}', '/api/password', '/api/people/{id}/sessions', '/api/people/{id}/sessions/{session}'];
/** Never ends, so that whoever may listen to it would wait for ever. */
const streams = ['/api/events'];

/** In this order: what an administrator tries may end what others have. */
const callers: Record<string, (people: Cast) => Client> = {
  anonymous: ({ coordinator }) => new Client(coordinator.url),
  reviewer: ({ reviewer }) => reviewer,
  coordinator: ({ coordinator }) => coordinator,
  administrator: ({ administrator }) => administrator,
};

/** Runs schemathesis against the product, in all its phases, as each caller; sets the exit code to 1 where an answer was a 5xx or is not in the description of the interface. */
export async function fuzz(options: FuzzOptions): Promise<void> {
  const wanted = options.callers.length > 0 ? options.callers : Object.keys(callers);
  const unknown = wanted.filter((name) => !(name in callers));
  if (unknown.length > 0) throw new Error(`There is no caller ${unknown.join(', ')}; there are ${Object.keys(callers).join(', ')}.`);
  const product = await startProduct();
  const folder = mkdtempSync(join(tmpdir(), 'liandong-fuzz-'));
  try {
    // Each twice and before anything else: what follows may use up the attempts that a log-in has.
    const [people, others] = [await cast(product), await cast(product)];
    await playSome(people);
    const failed: string[] = [];
    for (const name of Object.keys(callers).filter((caller) => wanted.includes(caller))) {
      const known = name !== 'anonymous';
      const run = async (what: string, client: Client, parameters: string[]) => {
        process.stderr.write(`\nFuzzing ${what}.\n`);
        if ((await schemathesis(options, folder, client, parameters)) !== 0) failed.push(what);
      };
      const person = callers[name]!(people);
      await run(`as ${name}`, person, known ? paths('exclude', [...ending, ...streams]) : []);
      if (!known) continue;
      if ((await person.get('/api/me')).status !== 200) failed.push(`as ${name}: the session has ended on the way, so that little was tried`);
      await run(`as ${name}, what ends a session`, callers[name]!(others), paths('include', ending));
    }
    process.stdout.write(failed.length === 0 ? `No answer was a 5xx or undescribed.\n` : `Failed: ${failed.join('; ')}.\n`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await product.stop();
  }
}

const paths = (how: 'include' | 'exclude', those: string[]) => those.flatMap((path) => [`--${how}-path`, path]);

/** A caller's session as the description of the interface names it, so that requests without it are tried too; and what is judged. */
const configuration = ({ cookie = '', 'x-csrf-token': token = '' }: Record<string, string>) => `
continue-on-failure = true
request-timeout = 20
suppress-health-check = ["all"]
${cookie && `headers = { X-CSRF-Token = "${token}" }\nauth.openapi.session.api_key = "${cookie.split('=')[1]}"`}
generation.database = "none"

# Behind what a schema can say stand rules: of what is open, known, free, and whose. A refusal by them is an answer like any other.
[checks]
positive_data_acceptance.enabled = false

# A document that was just uploaded belongs to no process yet: asked for as one of a process, it is not there.
[[operations]]
include-path = "/api/documents/{id}"
checks.ensure_resource_availability.enabled = false
`;

/** @returns the exit code @throws where the program is not there */
function schemathesis({ schemathesis: program, seed, examples }: FuzzOptions, folder: string, client: Client, parameters: string[]): Promise<number> {
  const file = join(folder, 'schemathesis.toml');
  writeFileSync(file, configuration(client.carried()));
  const phases = ['--phases', 'examples,coverage,fuzzing,stateful'];
  const all = ['--config-file', file, 'run', `${client.url}/api/openapi.json`, ...phases, ...parameters, '--seed', String(seed), '--max-examples', String(examples), '--no-color']; // oxfmt-ignore
  return new Promise((resolve, reject) => {
    const child = spawn(program, all, { cwd: folder, env: bareEnvironment(), stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', () => reject(new Error(`${program} cannot be run. Install it with: pip install "schemathesis>=4,<5"`)));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
