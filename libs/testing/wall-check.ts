import type { Client } from 'pg';

const roles = `array['liandong_api', 'liandong_inside', 'liandong_worker', 'liandong_relay', 'liandong_verifier']`;
const ours = `c.relnamespace = 'public'::regnamespace and c.relname <> 'migrations'`;

/** Each query tells of one kind of hole in the second wall; it finds nothing where the wall is whole. */
const holes = [
  `select format('table %s has no row-level security', c.relname) as hole from pg_class c where ${ours} and c.relkind in ('r', 'p') and not c.relrowsecurity`,
  `select format('table %s has no policy', c.relname) as hole from pg_class c
   where ${ours} and c.relkind in ('r', 'p') and not exists (select from pg_policy p where p.polrelid = c.oid)`,
  `select format('policy %s is not for one of the five roles', p.polname) as hole from pg_policy p
   where exists (select from unnest(p.polroles) r where r = 0 or r::regrole::text <> all (${roles}))`,
  `select format('policy %s can be loosened by another: two for one role, table and verb', min(p.polname)) as hole from pg_policy p
   group by p.polrelid, p.polcmd, p.polroles having count(*) > 1`,
  `select format('view %s reads with the rights of its owner', c.relname) as hole from pg_class c
   where ${ours} and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions @> '{security_invoker=true}', false)))`,
  `select format('%s may be used by everybody', c.relname) as hole from pg_class c, aclexplode(c.relacl) a where ${ours} and a.grantee = 0`,
  `select format('function %s may be called by everybody', p.proname) as hole from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
   where p.pronamespace = 'public'::regnamespace and a.grantee = 0`,
  `select format('function %s has the rights of its owner and no fixed search_path', p.proname) as hole from pg_proc p
   where p.pronamespace = 'public'::regnamespace and p.prosecdef and not coalesce(p.proconfig @> '{"search_path=public, pg_temp"}', false)`,
  `select format('role %s is missing', r) as hole from unnest(${roles}) r where to_regrole(r) is null`,
  `select format('role %s may do what only the owner should', rolname) as hole from pg_roles
   where rolname = any (${roles}) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
  `select format('role %s is a member of %s', m.member::regrole, m.roleid::regrole) as hole from pg_auth_members m
   where m.member::regrole::text = any (${roles}) and (m.member::regrole::text, m.roleid::regrole::text, m.inherit_option, m.admin_option) <> ('liandong_api', 'liandong_inside', false, false)`,
  `select 'somebody may log in as liandong_inside' as hole from pg_roles where rolname = 'liandong_inside' and rolcanlogin`,
  `select format('role %s owns something', refobjid::regrole) as hole from pg_shdepend
   where deptype = 'o' and refclassid = 'pg_authid'::regclass and refobjid::regrole::text = any (${roles})`,
  `select format('role %s may make objects here', r) as hole from unnest(${roles}) r
   where has_schema_privilege(r, 'public', 'create') or has_database_privilege(r, current_database(), 'create') or has_database_privilege(r, current_database(), 'temporary')`,
  `select format('role %s may empty table %s', r, c.relname) as hole from unnest(${roles}) r, pg_class c
   where ${ours} and c.relkind in ('r', 'p') and (has_table_privilege(r, c.oid, 'truncate') or has_table_privilege(r, c.oid, 'trigger') or has_table_privilege(r, c.oid, 'references'))`,
];

/** What is wrong with the walls of a database, in words, seen by its owner; nothing where all is well. */
export async function holesIn(owner: Client): Promise<string[]> {
  const found: string[] = [];
  for (const query of holes) found.push(...(await owner.query<{ hole: string }>(query)).rows.map(({ hole }) => hole));
  return found;
}
