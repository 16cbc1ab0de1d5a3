import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#database/database';
import { type Level, levelOf, mayStandUnder, type OrganizationKind, organizationKinds } from '#domain/organizations';
import type { Actor } from '../http/actor.js';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { nameIn } from '../processes/names.js';
import { administeredOrganization } from './administering.js';
import type { OrganizationDetail, OrganizationNode, OrganizationNodePage, TreeQuery } from './organizations.dto.js';

const kinds = Object.keys(organizationKinds) as OrganizationKind[];

type NodeRecord = Omit<OrganizationNode, 'code' | 'parentId'> & { code: string | null; parentId: string | null };

const columns = `o.id, o.name, o.short_name as "shortName", o.name_en as "nameEn", o.kind, o.level, o.code, o.parent_id as "parentId", o.active,
  (select count(*)::int from organization c where c.parent_id = o.id and c.active) as organizations, (select count(*)::int from person p where p.organization_id = o.id and p.active) as people`;

const rank = (kind: OrganizationKind) => (kind === 'unit' ? 2 : 'area' in organizationKinds[kind] ? 1 : 0);
const order = kinds.toSorted((a, b) => rank(a) - rank(b));

/** Bodies come first, then areas, then units; each kind by name. */
const place = `array_position($1::text[], o.kind), o.name collate "zh-Hans-CN-x-icu", o.id`;

/** The tree of organisations, as far as somebody administers it. */
@Injectable()
export class OrganizationLists {
  constructor(private readonly database: Database) {}

  tree(actor: Actor, { parentId, q, inactive, cursor, limit }: TreeQuery): Promise<OrganizationNodePage> {
    const after = placeOf(cursor, 'id');
    return this.database.look(actor, async (tx) => {
      const where = q
        ? `o.path && (select app_administers()) and (position(lower($3) in lower(o.name || ' ' || o.short_name || ' ' || o.name_en)) > 0 or o.code = $3 or o.credit_code = upper($3)) and $2::uuid is null`
        : parentId
          ? `o.parent_id = $2 and o.path && (select app_administers()) and $3::text is null`
          : `o.id = any ((select app_administers())::uuid[]) and not exists (select from unnest(o.path) above where above <> o.id and above = any ((select app_administers())::uuid[])) and $2::uuid is null and $3::text is null`;
      const rows = await tx.query<NodeRecord>(
        `select ${columns} from organization o
         where ${where} and (o.active or $4) and ($5::uuid is null or (${place}) > (select ${place} from organization o where o.id = $5))
         order by ${place} limit $6`,
        [order, q ? null : (parentId ?? null), q ?? null, inactive ?? false, after?.[0] ?? null, limit + 1],
      );
      return pageOf(rows, limit, nodeView, ({ id }) => cursorOf(id));
    });
  }

  /** @throws Problem `not-found`, `not-allowed` */
  detail(actor: Actor, id: string): Promise<OrganizationDetail> {
    return this.database.look(actor, (tx) => this.detailOf(tx, actor, id));
  }

  async detailOf(tx: Transaction, actor: Actor, id: string): Promise<OrganizationDetail> {
    const { top } = await administeredOrganization(tx, id);
    type Left = Pick<OrganizationDetail, 'roles' | 'tasks' | 'processes' | 'clues' | 'above'>;
    const row = await tx.one<NodeRecord & Left & { creditCode: string | null; areaLevel: Level }>(
      `select ${columns}, o.credit_code as "creditCode", (select level from organization a where a.id = o.area_id) as "areaLevel",
         (select count(*)::int from role_assignment r where r.organization_id = o.id) as roles, tasks_in_pools_of(o.id) as tasks, m.processes, m.clues,
         (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', ${nameIn('a', actor.language)}) order by cardinality(a.path)), '[]')
          from organization a where a.id = any (o.path) and a.id <> o.id) as above
       from organization o, matters_of(o.id) m where o.id = $1`,
      [id],
    );
    const { creditCode, areaLevel, roles, tasks, processes, clues, above } = row!;
    const mayBeBelow = (kind: OrganizationKind) => mayStandUnder(kind, row!.kind as OrganizationKind) && levelOf(kind, areaLevel) !== undefined;
    return {
      ...nodeView(row!),
      creditCode: creditCode ?? undefined,
      above,
      kindsBelow: row!.active ? kinds.filter(mayBeBelow) : [],
      top,
      roles,
      tasks,
      processes,
      clues,
    };
  }
}

const nodeView = ({ id, name, shortName, nameEn, kind, level, code, parentId, active, organizations, people }: NodeRecord): OrganizationNode => ({
  id,
  name,
  shortName,
  nameEn,
  kind,
  level,
  code: code ?? undefined,
  parentId: parentId ?? undefined,
  active,
  organizations,
  people,
});
