import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { insideRole, type Program, programs } from './programs.js';

/** What there is of the roles that the record needs, and what the present user may do about it. */
export interface Roles {
  /** Whether all of them exist. */
  rolesExist: boolean;
  /** What an administrator has to run where no wall holds them: one may do too much, belongs to others or others to it, owns something, or begins in another role. */
  loosened: string[];
  mayMakeRoles: boolean;
  /** Whether nobody logs in as `liandong_inside`, and `liandong_api` takes it on and has nothing of it before that. Null where it does not exist. */
  insideIsRight: boolean | null;
  mayGrantInside: boolean;
}

const ours = `array[${[...programs.map((program) => `'liandong_${program}'`), `'${insideRole}'`].join(', ')}]::name[]`;

/** What none of them may do. */
const without = 'nosuperuser nobypassrls nocreaterole nocreatedb noreplication';

/** Who may make roles may give themselves any of them, so that theirs are no matter. */
const loosened = `
  select format('alter role %I ${without};', rolname) from pg_roles
    where rolname = any (${ours}) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
  union all select format('revoke %I from %I granted by %I;', given.rolname, member.rolname, grantor.rolname)
    from pg_auth_members m join pg_roles given on given.oid = m.roleid join pg_roles member on member.oid = m.member join pg_roles grantor on grantor.oid = m.grantor
    where (member.rolname = any (${ours}) or (given.rolname = any (${ours}) and (m.inherit_option or m.set_option) and not member.rolsuper and not member.rolcreaterole))
      and (member.rolname, given.rolname, m.admin_option) <> ('liandong_api', '${insideRole}', false)
  union all select distinct format('reassign owned by %I to %I;', rolname, current_user) from pg_shdepend d join pg_roles on pg_roles.oid = d.refobjid
    where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o' and d.dbid in (0, (select oid from pg_database where datname = current_database())) and rolname = any (${ours})
  union all select format('alter role %I %sreset all;', rolname, (select format('in database %I ', datname) from pg_database where oid = s.setdatabase))
    from pg_db_role_setting s join pg_roles on pg_roles.oid = s.setrole
    where rolname = any (${ours}) and exists (select from unnest(s.setconfig) setting where setting ~ '^(role|app[.].*)=')`;

const roles = `
  select (select count(*) = cardinality(${ours}) from pg_roles where rolname = any (${ours})) as "rolesExist",
    array(select statement from (${loosened}) loosened (statement) order by 1) as loosened,
    me.rolcreaterole or me.rolsuper as "mayMakeRoles",
    case when inside.oid is not null then not inside.rolcanlogin
      and coalesce(pg_has_role(to_regrole('liandong_api')::oid, inside.oid, 'set') and not pg_has_role(to_regrole('liandong_api')::oid, inside.oid, 'usage'), false) end as "insideIsRight",
    case when inside.oid is null then me.rolcreaterole or me.rolsuper else pg_has_role(inside.oid, 'member with admin option') end as "mayGrantInside"
  from pg_roles me left join pg_roles inside on inside.rolname = '${insideRole}' where me.rolname = current_user`;

export const rolesOf = async (owner: Client): Promise<Roles> => (await owner.query<Roles>(roles)).rows[0]!;

const granting = `grant ${insideRole} to liandong_api with inherit false, set true`;

/** What an administrator is asked for where the owner may not put it right. */
export const insideIsWrong = `${insideRole} must be a role that nobody logs in as, and that liandong_api takes on. Have an administrator run: create role ${insideRole}; (where it is missing) alter role ${insideRole} nologin; ${granting};`;

/** What no record is kept behind. */
export const rolesLoosened = (statements: string[]): string =>
  `no wall holds the roles of this server as they are. Have an administrator run: ${statements.join(' ')}`;

const madeElsewhere = ['42710', '23505', 'XX000']; // roles belong to the whole server: another database may be making or changing the same one at this moment
const notAllowed = '42501';

/** Makes the roles, and gives programs their passwords; a role is left as it is where its password is left out. @throws where one of them is not held by the walls, and the owner may not see to that */
export async function prepareRoles(owner: Client, passwords: Partial<Record<Program, string>>): Promise<void> {
  const database = escapeIdentifier((await owner.query<{ name: string }>('select current_database() as name')).rows[0]!.name);
  await owner.query(`revoke all on database ${database} from public`); // the engine has a role on the same server
  for (const program of programs) {
    const role = escapeIdentifier(`liandong_${program}`);
    if (!(await exists(owner, `liandong_${program}`))) await unless(madeElsewhere, owner, `create role ${role} login noinherit ${without}`);
    if (passwords[program]) await unless(madeElsewhere, owner, `alter role ${role} password ${escapeLiteral(passwords[program])}`);
    await owner.query(`grant connect on database ${database} to ${role}`);
  }
  await wallOff(owner);
}

async function wallOff(owner: Client): Promise<void> {
  // Made and granted at once: the owner of another database on this server, who may not grant what we have made, finds both or neither.
  if (!(await exists(owner, insideRole))) await unless(madeElsewhere, owner, `create role ${insideRole} nologin noinherit ${without}; ${granting}`);
  const { loosened, insideIsRight } = await rolesOf(owner);
  if (loosened.length > 0) throw new Error(rolesLoosened(loosened));
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
