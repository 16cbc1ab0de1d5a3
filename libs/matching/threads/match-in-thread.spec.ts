import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

/** Runs in a program of its own: a thread is started from what was built, and npm test builds it first. */
const program = `
  const at = (path) => new URL(path, 'file://' + process.argv[1] + '/dist/').href;
  const { matchInThread } = await import(at('libs/matching/threads/match-in-thread.js'));
  const { match } = await import(at('libs/matching/match.js'));
  const { persons } = await import(at('libs/matching/presets/persons.js'));
  const { generatePersons } = await import(at('test/bench/matching/persons.js'));
  const { a, b } = generatePersons(400, 3);
  const phases = new Set();
  const threaded = await matchInThread(a, b, { schema: persons, progress: (phase) => phases.add(phase) });
  const here = await match(a, b, { schema: persons });
  const stopping = new AbortController();
  const stopped = matchInThread(a, b, { schema: persons, progress: () => stopping.abort(new Error('enough')), signal: stopping.signal });
  const reason = await stopped.catch((error) => error.message);
  console.log(JSON.stringify({ same: JSON.stringify(threaded.links) === JSON.stringify(here.links), links: here.links.length > 200, phases: phases.size, reason }));
`;

it('matches in a thread as it does here, tells how far it is, and stops at once', async () => {
  const root = join(import.meta.dirname, '../../..');
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, root]);
  expect(JSON.parse(stdout)).toEqual({ same: true, links: true, phases: 4, reason: 'enough' });
}, 120_000);
