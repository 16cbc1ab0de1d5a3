import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#database/database';
import { type Actor, Acting } from '../http/actor.js';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { Requires } from '../http/requires.js';
import { OrganizationPage, OrganizationsQuery, type OrganizationView } from './identity.dto.js';

@ApiTags('organizations')
@Controller('organizations')
export class OrganizationsController {
  constructor(private readonly database: Database) {}

  /** The organisations of the tree, in the order of their ids. */
  @Get()
  @Requires('organization.read')
  list(@Acting() actor: Actor, @Query() { kind, level, q, cursor, limit }: OrganizationsQuery): Promise<OrganizationPage> {
    const place = placeOf(cursor, 'id');
    return this.database.look(actor, async (tx) => {
      const rows = await tx.query<Record<keyof OrganizationView, string | null>>(
        `select id, name, short_name as "shortName", name_en as "nameEn", kind, level, code, parent_id as "parentId" from organization
         where active and ($1::uuid is null or id > $1) and ($2::text is null or kind = $2) and ($3::text is null or level = $3) and ($4::text is null or position($4 in name) > 0 or position($4 in short_name) > 0 or position(lower($4) in lower(name_en)) > 0)
         order by id limit $5`,
        [place?.[0] ?? null, kind ?? null, level ?? null, q ?? null, limit + 1],
      );
      const view = ({ id, name, shortName, nameEn, kind: itsKind, level: itsLevel, code, parentId }: (typeof rows)[number]): OrganizationView => ({
        id: id!, name: name!, shortName: shortName!, nameEn: nameEn!, kind: itsKind!, level: itsLevel!, code: code ?? undefined, parentId: parentId ?? undefined,
      }); // oxfmt-ignore
      return pageOf(rows, limit, view, (row) => cursorOf(row.id!));
    });
  }
}
