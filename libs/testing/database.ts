import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { migrate } from '#database/migrate';
import { programs, type Program } from '#database/programs';
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

/** What records are copied from: made once in a test run, by the first spec that asks for a copy. */
export interface Template {
  name: string;
  /** Fills a database that is empty as yet. */
  fill(place: Place): Promise<void>;
}

/** Where a database is, and how each reaches it. */
interface Place {
  ownerUrl: string;
  urls: Record<Program, string>;
}

/** The template's name changes with what a record is made of, so that an engine that runs for long has none that is out of date. */
export const migrated: Template = {
  name: `liandong_template_${fingerprint('libs/database', 'libs/domain')}`,
  fill: ({ ownerUrl }) => migrate({ ownerUrl, passwords: engine().postgres.passwords }),
};
const owner = 'liandong_owner';

/** Makes a fresh record on the test run's PostgreSQL: one that is migrated and holds nothing, where no other template is named. */
export async function testDatabase(template = migrated): Promise<TestDatabase> {
  const { adminUrl } = engine().postgres;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await connected(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [template.name]);
    if (!(await isMade(admin, template))) await make(admin, template);
    await admin.query('select pg_advisory_unlock(hashtext($1))', [template.name]);
    await admin.query(`create database ${name} template ${template.name} owner ${owner} strategy file_copy`);
    // Who may connect is not copied from a template.
    await admin.query(`revoke all on database ${name} from public`);
    await admin.query(`grant connect on database ${name} to ${programs.map((program) => `liandong_${program}`).join(', ')}`);
  });
  const drop = () => connected(adminUrl, async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`)));
  return { name, ...placeOf(name), drop, close: drop };
}

function placeOf(database: string): Place {
  const { adminUrl, passwords } = engine().postgres;
  const urlOf = (role: string, password: string) => elsewhere(adminUrl, { role, password, database });
  const urls = Object.fromEntries(programs.map((program) => [program, urlOf(`liandong_${program}`, passwords[program])])) as Record<Program, string>;
  return { ownerUrl: urlOf(owner, passwords.owner), urls };
}

const isMade = async (admin: Client, { name }: Template) =>
  (await admin.query('select from pg_database where datname = $1 and datistemplate', [name])).rowCount === 1;

async function make(admin: Client, { name, fill }: Template): Promise<void> {
  await admin.query(`drop database if exists ${name} with (force)`); // half-made by a test that was ended
  await ensureDatabase(admin, name, owner);
  await fill(placeOf(name));
  await admin.query(`alter database ${name} with is_template true`);
}

function fingerprint(...folders: string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/(?<!\.spec)\.ts$/.test(file)) hash.update(file).update(readFileSync(join(root, folder, file)));
  return hash.digest('hex').slice(0, 12);
}
