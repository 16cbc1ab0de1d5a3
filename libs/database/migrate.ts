import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { migrations } from './migrations/index.js';
import { insideRole, type Program, programs } from './programs.js';
import { seedReference } from './reference.js';

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

const madeElsewhere = ['42710', '23505', 'XX000']; // roles belong to the whole server: another database may be making or changing the same one at this moment

async function prepareRoles(owner: Client, passwords: MigrateOptions['passwords']): Promise<void> {
  const database = escapeIdentifier(await databaseOf(owner));
  await owner.query(`revoke all on database ${database} from public`); // the engine has a role on the same server
  const made = async (role: string, as: string) => {
    const { rows } = await owner.query('select 1 from pg_roles where rolname = $1', [role]);
    if (rows.length === 0)
      await unlessMadeElsewhere(owner, `create role ${escapeIdentifier(role)} ${as} nosuperuser nocreatedb nocreaterole noinherit nobypassrls`);
  };
  for (const program of programs) {
    const role = escapeIdentifier(`liandong_${program}`);
    await made(`liandong_${program}`, 'login');
    if (passwords[program]) await unlessMadeElsewhere(owner, `alter role ${role} password ${escapeLiteral(passwords[program])}`);
    await owner.query(`grant connect on database ${database} to ${role}`);
  }
  await made(insideRole, 'nologin');
  const { rows } = await owner.query<{ takes: boolean }>(`select pg_has_role('liandong_api', $1, 'set') as takes`, [insideRole]);
  if (!rows[0]!.takes) await unlessMadeElsewhere(owner, `grant ${insideRole} to liandong_api with inherit false, set true`);
}

async function unlessMadeElsewhere(owner: Client, statement: string): Promise<void> {
  await owner.query(statement).catch((error: { code?: string }) => {
    if (!madeElsewhere.includes(error.code ?? '')) throw error;
  });
}

const databaseOf = async (owner: Client) => (await owner.query<{ name: string }>('select current_database() as name')).rows[0]!.name;
