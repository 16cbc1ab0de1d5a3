import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { migrate, programs, type Program } from '#database/migrate';
import { root } from '#runtime/files';
import { connected, elsewhere, ensureDatabase } from '#runtime/databases';
import { engine } from './engine.js';

/** A record of its own, as an installation has it that nobody uses yet. */
export interface TestDatabase {
  name: string;
  ownerUrl: string;
  urls: Record<Program, string>;
  /** Ends all connections to it, and removes it. */
  drop(): Promise<void>;
  /** The same, under the name that whatever else a spec opens has. */
  close(): Promise<void>;
}

/** The template's name changes with what a record is made of, so that an engine that runs for long has none that is out of date. */
const template = `liandong_template_${fingerprint('libs/database', 'libs/domain')}`;
const owner = 'liandong_owner';
const lock = 320_302;

/** Makes a fresh, migrated record on the test run's PostgreSQL. */
export async function testDatabase(): Promise<TestDatabase> {
  const { adminUrl, passwords } = engine().postgres;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const urlOf = (role: string, password: string, database = name) => elsewhere(adminUrl, { role, password, database });
  await connected(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [lock]);
    if (!(await hasTemplate(admin))) await makeTemplate(admin, urlOf(owner, passwords.owner, template), passwords);
    await admin.query('select pg_advisory_unlock($1)', [lock]);
    await admin.query(`create database ${name} template ${template} owner ${owner} strategy file_copy`);
    // Who may connect is not copied from a template.
    await admin.query(`revoke all on database ${name} from public`);
    await admin.query(`grant connect on database ${name} to ${programs.map((program) => `liandong_${program}`).join(', ')}`);
  });
  const urls = Object.fromEntries(programs.map((program) => [program, urlOf(`liandong_${program}`, passwords[program])])) as Record<Program, string>;
  const drop = () => connected(adminUrl, async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`)));
  return { name, ownerUrl: urlOf(owner, passwords.owner), urls, drop, close: drop };
}

const hasTemplate = async (admin: Client) => (await admin.query('select from pg_database where datname = $1 and datistemplate', [template])).rowCount === 1;

async function makeTemplate(admin: Client, ownerUrl: string, passwords: Record<Program, string>): Promise<void> {
  await admin.query(`drop database if exists ${template} with (force)`); // half-made by a test that was ended
  await ensureDatabase(admin, template, owner);
  await migrate({ ownerUrl, passwords });
  await admin.query(`alter database ${template} with is_template true`);
}

function fingerprint(...folders: string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/(?<!\.spec)\.ts$/.test(file)) hash.update(file).update(readFileSync(join(root, folder, file)));
  return hash.digest('hex').slice(0, 12);
}
