import { type Actor, rolesOf } from '../http/actor.js';
import { permissionsOf } from '../rights/rights.js';
import type { MeView } from './identity.dto.js';

type Me = Pick<Actor, 'person' | 'name' | 'organizationId' | 'organization' | 'roles' | 'csrfToken'> & { ownLanguage: string };

/** What people are told of themselves. */
export const meView = (me: Me): MeView => ({
  person: { id: me.person, name: me.name, language: me.ownLanguage, organization: { id: me.organizationId, name: me.organization } },
  roles: me.roles,
  permissions: permissionsOf(rolesOf(me)),
  csrfToken: me.csrfToken,
});
