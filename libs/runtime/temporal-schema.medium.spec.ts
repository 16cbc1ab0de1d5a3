import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnv } from '#config/env';
import { engine } from '#testing/engine';
import { connected, elsewhere, ensureDatabase, ensureRole } from './databases.js';
import { cacheFolder } from './folders.js';
import { temporalPrograms } from './temporal-programs.js';
import { updateTemporalSchema, visibilityOf } from './temporal-schema.js';

// Real: Temporal's own tool, on the PostgreSQL of the test run.

const { adminUrl } = engine().postgres;
const database = `spec_${randomUUID().replaceAll('-', '')}`;
const databaseUrl = elsewhere(adminUrl, { role: database, password: 'of-this-spec', database });
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'liandong-spec-'));
let tool: string;

const inVisibility = <Row extends object>(statement: string) =>
  connected(elsewhere(databaseUrl, { database: visibilityOf(database) }), async (client) => (await client.query<Row>(statement)).rows);

beforeAll(async () => {
  const env = loadEnv();
  tool = (await temporalPrograms({ cache: cacheFolder(env), named: env.TEMPORAL_SERVER_BIN, signal })).sqlTool;
  await connected(adminUrl, async (admin) => {
    await ensureRole(admin, database, 'of-this-spec');
    for (const name of [database, visibilityOf(database)]) await ensureDatabase(admin, name, database);
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await connected(adminUrl, async (admin) => {
    for (const name of [database, visibilityOf(database)]) await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${database}`);
  });
});

/** The tool, killed in the middle of a version of the second schema. */
function killedInBetween(): string {
  const script = join(folder, 'killed-in-between');
  writeFileSync(script, `#!/bin/sh\ncase "$*" in *update-schema*visibility*) "${tool}" "$@" --version 1.1; exit 1;; esac\nexec "${tool}" "$@"\n`, {
    mode: 0o755,
  });
  return script;
}

it('makes a schema anew that a killed start left half made, and no other', async () => {
  await expect(updateTemporalSchema(killedInBetween(), databaseUrl, signal)).rejects.toThrow('ended with 1');
  await inVisibility('drop index by_type_start_time'); // as version 1.2 begins: the tool would look for it again
  await updateTemporalSchema(tool, databaseUrl, signal);
  expect(
    await inVisibility(`select from information_schema.columns where table_name = 'executions_visibility' and column_name = 'search_attributes'`),
  ).toHaveLength(1);

  await inVisibility('create table kept ()');
  await updateTemporalSchema(tool, databaseUrl, signal);
  expect(await inVisibility(`select to_regclass('kept')::text as kept, to_regclass('half_made') as "halfMade"`)).toEqual([{ kept: 'kept', halfMade: null }]);
});
