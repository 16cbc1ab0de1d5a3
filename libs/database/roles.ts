import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { insideRole, type Program, programs } from './programs.js';

/** What there is of the roles that the record needs, and what the present user may do about it. */
export interface Roles {
  /** Whether all of them exist. */
  rolesExist: boolean;
  /** Those of them that no wall holds: a superuser, or one that bypasses row-level security or makes roles. */
  unbound: string[];
  mayMakeRoles: boolean;
  /** Whether `liandong_inside` is walled off: nobody logs in as it, and `liandong_api` alone takes it on and has nothing of it before that. Null where it does not exist. */
  insideIsRight: boolean | null;
  mayGrantInside: boolean;
}

const logins = programs.map((program) => `liandong_${program}`);
const listed = [...logins, insideRole].map((role) => `'${role}'`);
const others = logins.filter((role) => role !== 'liandong_api').map((role) => `pg_has_role(to_regrole('${role}')::oid, inside.oid, 'member')`);

const roles = `
  select (select count(*) = ${listed.length} from pg_roles where rolname in (${listed.join(', ')})) as "rolesExist",
    array(select rolname::text from pg_roles where rolname in (${listed.join(', ')}) and (rolsuper or rolbypassrls or rolcreaterole or rolreplication) order by 1) as unbound,
    me.rolcreaterole or me.rolsuper as "mayMakeRoles",
    case when inside.oid is not null then not inside.rolcanlogin
      and coalesce(pg_has_role(to_regrole('liandong_api')::oid, inside.oid, 'set') and not pg_has_role(to_regrole('liandong_api')::oid, inside.oid, 'usage'), false)
      and not coalesce(${others.join(' or ')}, false) end as "insideIsRight",
    case when inside.oid is null then me.rolcreaterole or me.rolsuper else pg_has_role(inside.oid, 'member with admin option') end as "mayGrantInside"
  from pg_roles me left join pg_roles inside on inside.rolname = '${insideRole}' where me.rolname = current_user`;

export const rolesOf = async (owner: Client): Promise<Roles> => (await owner.query<Roles>(roles)).rows[0]!;

const granting = `grant ${insideRole} to liandong_api with inherit false, set true`;

/** What an administrator is asked for where the owner may not put it right. */
export const insideIsWrong = `${insideRole} must be a role that nobody logs in as, and that liandong_api alone takes on. Have an administrator run: create role ${insideRole}; (where it is missing) alter role ${insideRole} nologin; ${granting};`;

/** What no record is kept behind. */
export const rolesUnbound = (roles: string[]): string =>
  `no wall holds ${roles.join(' and ')}. Have an administrator run: ${roles.map((role) => `alter role ${role} nosuperuser nobypassrls nocreaterole noreplication;`).join(' ')}`;

const madeElsewhere = ['42710', '23505', 'XX000']; // roles belong to the whole server: another database may be making or changing the same one at this moment
const notAllowed = '42501';

/** Makes the roles, and gives programs their passwords; a role is left as it is where its password is left out. @throws where one of them is not held by the walls, and the owner may not see to that */
export async function prepareRoles(owner: Client, passwords: Partial<Record<Program, string>>): Promise<void> {
  const database = escapeIdentifier((await owner.query<{ name: string }>('select current_database() as name')).rows[0]!.name);
  await owner.query(`revoke all on database ${database} from public`); // the engine has a role on the same server
  for (const program of programs) {
    const role = escapeIdentifier(`liandong_${program}`);
    if (!(await exists(owner, `liandong_${program}`))) await unless(madeElsewhere, owner, `create role ${role} login ${without}`);
    if (passwords[program]) await unless(madeElsewhere, owner, `alter role ${role} password ${escapeLiteral(passwords[program])}`);
    await owner.query(`grant connect on database ${database} to ${role}`);
  }
  await wallOff(owner);
}

const without = 'nosuperuser nocreatedb nocreaterole noinherit nobypassrls';

async function wallOff(owner: Client): Promise<void> {
  // Made and granted at once: the owner of another database on this server, who may not grant what we have made, finds both or neither.
  if (!(await exists(owner, insideRole))) await unless(madeElsewhere, owner, `create role ${insideRole} nologin ${without}; ${granting}`);
  const { unbound, insideIsRight } = await rolesOf(owner);
  if (unbound.length > 0) throw new Error(rolesUnbound(unbound));
  if (insideIsRight) return;
  await unless([...madeElsewhere, notAllowed], owner, `alter role ${insideRole} nologin; ${granting}`);
  if (!(await rolesOf(owner)).insideIsRight) throw new Error(insideIsWrong);
}

const exists = async (owner: Client, role: string) => (await owner.query('select 1 from pg_roles where rolname = $1', [role])).rows.length > 0;

async function unless(codes: string[], owner: Client, statement: string): Promise<void> {
  await owner.query(statement).catch((error: { code?: string }) => {
    if (!codes.includes(error.code ?? '')) throw error;
  });
}
