import { Client } from 'pg';
import { migrations } from './migrations/index.js';
import type { Program } from './programs.js';
import { seedReference } from './reference.js';
import { prepareRoles } from './roles.js';

export interface MigrateOptions {
  /** The owner's connection string; used here and nowhere else. */
  ownerUrl: string;
  /** What the programs' roles log in with; a role is left as it is where its password is left out. */
  passwords: Partial<Record<Program, string>>;
  /** The name of the last migration to apply, where an older record is to be made; left out, all are. */
  upTo?: string;
}

/** The names of all migrations, in their order. */
export const migrationNames = (): string[] => migrations.map(({ name }) => name);

const lock = 320_300;

/** Brings the record to the present schema: roles, tables, walls, default policies and calendar. Safe to run from several places at once, and again. */
export async function migrate({ ownerUrl, passwords, upTo = migrations.at(-1)!.name }: MigrateOptions): Promise<void> {
  const wanted = migrations.slice(0, migrationNames().indexOf(upTo) + 1);
  const owner = new Client({ connectionString: ownerUrl, application_name: 'liandong migrate' });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [lock]);
    await prepareRoles(owner, passwords);
    if (await lacksAny(owner, wanted)) await apply(ownerUrl, wanted);
    if (wanted.length === migrations.length) await seedReference(owner);
  } finally {
    await owner.end();
  }
}

/** Whether one of the migrations is still to be applied. */
async function lacksAny(owner: Client, wanted: typeof migrations): Promise<boolean> {
  const { rows } = await owner.query<{ begun: boolean }>(`select to_regclass('public.migrations') is not null as begun`);
  if (!rows[0]!.begun) return true;
  const applied = await owner.query<{ name: string }>('select name from public.migrations');
  const names = new Set(applied.rows.map(({ name }) => name));
  return wanted.some(({ name }) => !names.has(name));
}

async function apply(ownerUrl: string, wanted: typeof migrations): Promise<void> {
  const { ownersRecord } = await import('./data-source.js'); // a start that has nothing to apply is spared TypeORM
  const source = ownersRecord(ownerUrl, { migrations: wanted });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}
