import { v5 as uuidOf } from 'uuid';
import { organizationKinds } from '#domain/organizations';
import { sampleOrganizations, type SampleOrganization } from './samples-organizations.js';
import { samplePeople } from './samples-people.js';

/** The password of every sample account. It is no secret: there are samples only where nobody but this machine is served. */
export const samplePassword = 'Liandong-2026';

/** Since when the sample city has stood. */
export const sampledAt = new Date('2026-01-05T01:00:00Z');

const namespace = '5f6d3c1e-3203-5a00-9c3b-8d0a4c1f7e20';
const organizationId = (key: string) => uuidOf(`organization/${key}`, namespace);
const byKey = new Map(sampleOrganizations.map((organization) => [organization.key, organization]));

/** An organisation and all above it, from the root on. */
const lineage = (organization: SampleOrganization): SampleOrganization[] => [
  ...(organization.under ? lineage(byKey.get(organization.under)!) : []),
  organization,
];

/** The organisations of the sample city as rows of the record, each after the one above it. Their ids are the same in every database. */
export const organizationRows = sampleOrganizations.map(({ key, under, ...organization }) => {
  const above = lineage(byKey.get(key)!);
  return {
    ...organization,
    id: organizationId(key),
    parentId: under && organizationId(under),
    areaId: organizationId(above.findLast(({ kind }) => 'area' in organizationKinds[kind])!.key),
    path: above.map((ancestor) => organizationId(ancestor.key)),
  };
});

/** The people of the sample city as rows of the record, with the roles that they hold. */
export const personRows = samplePeople.map(({ login, name, organization, roles }) => ({
  id: uuidOf(`person/${login}`, namespace),
  login,
  name,
  organizationId: organizationId(organization),
  roles: roles.map(({ role, organization: where }) => ({ role, organizationId: organizationId(where), pool: `${organizationId(where)}/${role}` })),
}));

/** What is told of a sample account to who wants to try it. */
export interface SampleAccount {
  /** The name to log in with. */
  name: string;
  password: string;
  roles: string[];
  /** The short name of the organisation that the person belongs to. */
  organization: string;
}

/** The sample accounts, in the order in which they are worth trying. */
export const sampleAccounts: readonly SampleAccount[] = samplePeople.map(({ login, roles, organization }) => ({
  name: login,
  password: samplePassword,
  roles: roles.map(({ role }) => role),
  organization: byKey.get(organization)!.shortName,
}));
