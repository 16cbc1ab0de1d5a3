import type { Transaction } from '#database/database';
import { rowsIn, type ImportRow } from './import-rows.js';
import { type KnownOrganization, OrganizationIndex } from './organization-index.js';
import { type OrganizationPlan, planOrganizations } from './organization-plan.js';
import { type KnownPerson, loginIn, type PeoplePlan, planPeople } from './people-plan.js';
import type { Sheet } from './workbook.js';

export interface ImportPlan {
  rows: ImportRow[];
  organizations: OrganizationPlan;
  people: PeoplePlan;
}

/** What a workbook comes to, beside what the record holds at this moment. */
export async function planOf(tx: Transaction, person: string, sheets: Sheet[]): Promise<ImportPlan> {
  const rows = rowsIn(sheets);
  const of = (sheet: ImportRow['sheet']) => rows.filter((row) => row.sheet === sheet);
  const index = new OrganizationIndex(await organizations(tx));
  const known = await people(tx, of('people').map(loginIn)); // oxfmt-ignore
  return { rows, organizations: planOrganizations(of('organizations'), index), people: planPeople(of('people'), known, index, person) };
}

const organizations = (tx: Transaction): Promise<KnownOrganization[]> =>
  tx.query<KnownOrganization>(
    `select o.id, o.parent_id as "parentId", o.area_id as "areaId", a.level as "areaLevel", o.path, o.kind, o.level, o.name, o.short_name as "shortName", o.name_en as "nameEn",
       o.code, o.credit_code as "creditCode", o.active, o.path && (select app_administers()) as administered
     from organization o join organization a on a.id = o.area_id`,
  );

async function people(tx: Transaction, logins: string[]): Promise<Map<string, KnownPerson>> {
  const rows = await tx.query<KnownPerson>(
    `select p.id, p.login, p.name, p.organization_id as "organizationId", p.active, o.path && (select app_administers()) as administered,
       array(select r.role from role_assignment r where r.person_id = p.id and r.organization_id = p.organization_id) as roles
     from person p join organization o on o.id = p.organization_id where p.login = any ($1)`,
    [logins],
  );
  return new Map(rows.map((row) => [row.login, row]));
}
