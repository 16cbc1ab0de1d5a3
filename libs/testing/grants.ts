import type { Client } from 'pg';

const grantee = `case a.grantee when 0 then 'everybody' else replace(a.grantee::regrole::text, 'liandong_', '') end`;
const verb = `lower(a.privilege_type) || case when a.is_grantable then ' (and may grant it)' else '' end`;
const here = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;
const ofNoExtension = (catalog: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

/** Each query tells what others than the owner may do with one kind of thing: who, what, and with which one. */
const granted = [
  `select format('%s %s %s', ${grantee}, ${verb}, c.oid::regclass) as line
   from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a where ${here} and a.grantee <> c.relowner`,
  `select format('%s %s %s (%s)', ${grantee}, ${verb}, c.oid::regclass, string_agg(t.attname, ', ' order by t.attname)) as line
   from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute t on t.attrelid = c.oid and not t.attisdropped, aclexplode(t.attacl) a
   where ${here} and a.grantee <> c.relowner group by a.grantee, a.privilege_type, a.is_grantable, c.oid`,
  `select format('%s %s %s', ${grantee}, ${verb}, p.oid::regprocedure) as line
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
   where ${here} and a.grantee <> p.proowner and ${ofNoExtension('pg_proc', 'p.oid')}`,
  `select format('%s %s schema %s', ${grantee}, ${verb}, n.nspname) as line
   from pg_namespace n, aclexplode(n.nspacl) a where ${here} and a.grantee <> n.nspowner`,
  `select format('%s %s database', ${grantee}, ${verb}) as line
   from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a where d.datname = current_database() and a.grantee <> d.datdba`,
  `select format('%s %s what is made later (%s)', ${grantee}, ${verb}, f.defaclobjtype) as line
   from pg_default_acl f, aclexplode(f.defaclacl) a where a.grantee <> f.defaclrole`,
];

/** All that others than the owner were granted in a database, one a line, such as `worker update task (holder, state)`; sorted. */
export async function grantsIn(owner: Client): Promise<string[]> {
  const found: string[] = [];
  for (const query of granted) found.push(...(await owner.query<{ line: string }>(query)).rows.map(({ line }) => line));
  return found.sort();
}
