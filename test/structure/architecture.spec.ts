import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defaultPolicies } from '#domain/default-policies';
import { startEvents } from '#domain/start-event';
import { root } from '#runtime/files';
import { allDefinitions } from '#workflows/contracts';
import { finds, printed, tool } from './tool.js';
/** Where words are missing in one of the languages. */
const wordless = (part: object, path = ''): string[] =>
  Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const at = `${path}.${key}`;
    if (typeof value !== 'object' || value === null) return (key === 'zh' || key === 'en') && !value ? [at] : [];
    return [...('zh' in value !== 'en' in value ? [at] : []), ...wordless(value, at)];
  });

describe('structure', () => {
  it('keeps the directions of imports, and has no cycles', async () =>
    expect(await finds(tool('depcruise'), 'apps', 'libs', 'workflows', '--output-type', 'err')).toBe(''));

  it('sees imports of packages that lie in a folder of the name of what is built, too', async () =>
    expect(await printed(tool('depcruise'), 'apps/programs.mjs', '--output-type', 'text')).toContain('apps/programs.mjs → node_modules/rolldown/dist/'));

  it('has no unused files, exports or dependencies', async () => expect(await finds(tool('knip'), '--no-progress')).toBe(''));
});

describe('every kind of process', () => {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const folders = readdirSync(join(root, 'workflows'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'kit')
    .map(({ name }) => name);

  it.each(folders)('%s has its contract, story, words, paths and spec, its three lines and its module', (name) => {
    for (const file of ['contract.ts', 'workflow.ts', 'labels.ts', 'paths.ts', 'workflow.spec.ts'])
      expect([file, existsSync(join(root, 'workflows', name, file))]).toEqual([file, true]);
    const module = `${camel(name).replace(/^./, (letter) => letter.toUpperCase())}Module`;
    expect(read('workflows/index.ts')).toContain(`export { ${camel(name)} } from './${name}/workflow.js';\n`);
    expect(read('workflows/definitions.ts')).toContain(`export { ${camel(name)}Definition } from './${name}/contract.js';\n`);
    expect(read('apps/api/src/process-modules.ts')).toContain(`export { ${module} } from './${name}/${name}.module.js';\n`);
    expect([name, existsSync(join(root, 'apps/api/src', name, `${name}.module.ts`))]).toEqual([name, true]);
    if (existsSync(join(root, 'workflows', name, 'activities.ts'))) expect(read('workflows/activities.ts')).toContain(`from './${name}/activities.js'`);
  });

  it.each(allDefinitions().map((definition) => [definition.type, definition] as const))(
    '%s is sound: its words, deadlines, states and path fit together',
    (type, definition) => {
      expect(folders).toContain(type);
      expect(wordless(definition)).toEqual([]);
      const { states, tasks, outcomes, shared, path, recallableIn, events } = definition;
      const inUse = Object.values(tasks).flatMap((task) => Object.values(task.outcomes).flatMap(({ to }) => to ?? []));
      const unknown = (names: string[], known: object) => names.filter((name) => !(name in known));
      expect(unknown([...inUse, ...recallableIn, ...path.map(({ state }) => state)], states)).toEqual([]);
      expect(unknown([...shared.tasks, ...path.flatMap(({ doneBy }) => doneBy?.task ?? [])], tasks)).toEqual([]);
      expect(unknown(shared.deadlines, defaultPolicies)).toEqual([]);
      expect(unknown(Object.keys(events), startEvents)).toEqual([]);
      if (recallableIn.length > 0) expect(outcomes).toHaveProperty('recalled');
    },
  );
});
