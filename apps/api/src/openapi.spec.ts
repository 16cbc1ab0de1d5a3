import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from '@jest/globals';

/** What the built programs describe: the descriptions of bodies and answers are made when they are built. */
const root = resolve(import.meta.dirname, '../../..');
let described: string;
let document: any;

beforeAll(async () => {
  const program = resolve(root, 'dist/apps/api/src/write-openapi.js');
  ({ stdout: described } = await promisify(execFile)(process.execPath, [program, '--stdout'], { cwd: root, maxBuffer: 64 * 1024 * 1024 }));
  document = JSON.parse(described);
}, 60_000);

interface Operation {
  operationId: string;
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
  parameters: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: object }> };
}
const operations = (): { method: string; path: string; operation: Operation }[] =>
  Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );

it('is what is committed: after a change of the interface, npm run openapi writes it anew', () => {
  expect(described).toBe(readFileSync(resolve(root, 'apps/api/openapi.json'), 'utf8'));
});

it('describes each route: an id of its own, what it answers, and how it may refuse', () => {
  expect(document.openapi).toBe('3.1.0');
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(ids.length).toBeGreaterThan(40);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { method, path, operation } of operations()) {
    const answers = Object.entries(operation.responses);
    const [[status, answer] = [], ...others] = answers.filter(([status]) => Number(status) < 400);
    expect([path, others]).toEqual([path, []]);
    expect([path, status]).toEqual([path, expect.stringMatching(/^20[0-4]$/)]);
    const schemas = Object.values(answer!.content ?? {}).map(({ schema }) => schema);
    expect([method, path, schemas]).toEqual([method, path, status === '204' ? [] : [expect.objectContaining({})]]);
    const refusals = answers.filter(([status]) => Number(status) >= 400);
    expect([path, refusals.map(([status]) => status)]).toEqual([path, expect.arrayContaining(['400', '503'])]);
    for (const [status, refusal] of refusals)
      if (`${status} ${path}` !== '503 /api/health') expect(refusal).toEqual({ $ref: `#/components/responses/Refused${status}` });
    for (const name of path.match(/(?<=\{)\w+(?=\})/g) ?? []) expect(operation.parameters).toContainEqual(expect.objectContaining({ name, in: 'path' }));
  }
});

it('says of each list that it is read by pages', () => {
  const lists = operations().filter(({ operation }) =>
    /Page$/.test(JSON.stringify(operation.responses['200']?.content ?? '').match(/schemas\/(\w+)/)?.[1] ?? ''),
  );
  const unpaged = lists.filter(({ operation }) => !operation.parameters.some(({ name }) => name === 'cursor')).map(({ path }) => path);
  expect(lists.length).toBeGreaterThan(5);
  expect(unpaged.sort()).toEqual(['/api/parked', '/api/recusals', '/api/recusals/team']); // short by nature
});

it('names nothing that it does not hold', () => {
  const named = [...described.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)].map(([, kind, name]) => [kind!, name!] as const);
  expect(named.filter(([kind, name]) => !(name in document.components[kind]))).toEqual([]);
});
