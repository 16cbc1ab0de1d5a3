import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './files.js';

const run = (script: string, ...parameters: string[]) =>
  spawnSync(process.execPath, [join(root, 'libs/runtime', `${script}.mjs`), ...parameters], { encoding: 'utf8' });

describe('the commands', () => {
  it.each(['start', 'test', 'bench', 'migrate', 'backup', 'restore', 'rebuild-engine', 'verify-timeline', 'destroy-content'])(
    '%s tells by --help how it goes, and does nothing else',
    (script) => {
      const { status, stdout, stderr } = run(script, '--help');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^npm .*\n[^]*--help/);
    },
  );

  it.each([
    ['start', ['--prot', '3000'], "Unknown option '--prot'"],
    ['start', ['--port', '70000'], '--port 70000 is not a port'],
    ['start', ['--port', 'web'], '--port web is not a port'],
    ['backup', [], '--to DIR is missing'],
    ['restore', ['--data', 'there'], '--from DIR is missing'],
    ['test', ['--only', 'unit,big'], 'There is no kind of test big'],
  ])('%s %j is refused before anything is done', (script, parameters, sentence) => {
    const { status, stdout, stderr } = run(script, ...parameters);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});
