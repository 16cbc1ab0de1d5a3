import type { Transaction } from '#database/database';
import { Problem } from '../http/problem.js';
import { invalidField } from '../http/validation.js';

const lock = 320_310;

/** Lets one change of organisations, people and roles follow the other: each is judged by what the one before has left. Taken before all else. */
export const oneAfterTheOther = async (tx: Transaction): Promise<void> => void (await tx.query('select pg_advisory_xact_lock($1)', [lock]));

/** An organisation as changes of it need it. */
export interface OrganizationState {
  id: string;
  parentId: string | null;
  areaId: string;
  path: string[];
  kind: string;
  level: string;
  name: string;
  active: boolean;
  /** Whether the acting person administers it. */
  administered: boolean;
  /** Whether the acting person holds the role right here: what is above is not theirs. */
  top: boolean;
}

/** Whether the acting person administers an organisation. */
export const administers = async (tx: Transaction, organization: string): Promise<boolean> =>
  (await tx.one<{ administered: boolean }>('select administers($1) as administered', [organization]))!.administered;

/** @throws Problem `not-found`, and `not-allowed` where the acting person does not administer it */
export async function administeredOrganization(tx: Transaction, id: string): Promise<OrganizationState> {
  const row = await tx.one<OrganizationState>(
    `select id, parent_id as "parentId", area_id as "areaId", path, kind, level, name, active, path && (select app_administers()) as administered, id = any ((select app_administers())::uuid[]) as top
     from organization where id = $1`,
    [id],
  );
  if (!row) throw new Problem('not-found');
  if (!row.administered) throw new Problem('not-allowed', { detail: { zh: '该单位不在您的管理范围内。', en: 'You do not administer this organisation.' } });
  return row;
}

/** The same for an organisation that a field names, which has to be in use. @throws Problem `invalid`, `not-allowed` */
export async function chosenOrganization(tx: Transaction, id: string, field: string): Promise<OrganizationState> {
  const organization = await administeredOrganization(tx, id).catch((problem: unknown) => {
    throw problem instanceof Problem && problem.code === 'not-found' ? unknown(field) : problem;
  });
  if (!organization.active) throw invalidField(field, 'inactive', { zh: '该单位已停用。', en: 'This organisation is out of use.' });
  return organization;
}

const unknown = (field: string) => invalidField(field, 'unknown', { zh: '没有这个单位。', en: 'There is no such organisation.' });

/** Somebody is left who administers all of it. @throws Problem `last-administrator` */
export async function mustKeepAnAdministrator(tx: Transaction): Promise<void> {
  const kept = await tx.one(
    `select 1 as there from role_assignment r join organization o on o.id = r.organization_id and o.parent_id is null join person p on p.id = r.person_id and p.active
     where r.role = 'administrator' limit 1`,
  );
  if (!kept) throw new Problem('last-administrator');
}
