import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database, type Transaction } from '#database/database';
import { tellOrganization } from '#database/record/organization-chain';
import { type Level, levelOf, mayStandUnder, type OrganizationKind } from '#domain/organizations';
import type { Actor } from '../http/actor.js';
import { once } from '../http/once.js';
import { Problem } from '../http/problem.js';
import { invalidField } from '../http/validation.js';
import { administeredOrganization, chosenOrganization, oneAfterTheOther, type OrganizationState } from './administering.js';
import { mustBeFree, mustBeWellFormed } from './organization-codes.js';
import { OrganizationLists } from './organization-lists.service.js';
import { moveSubtree } from './organization-moves.js';
import type { NewOrganizationBody, OrganizationChanges, OrganizationDetail } from './organizations.dto.js';

/** Changes of the tree of organisations, each told in the organisation's own chain. */
@Injectable()
export class Organizations {
  constructor(
    private readonly database: Database,
    private readonly lists: OrganizationLists,
  ) {}

  /** @throws Problem `invalid`, `not-allowed` */
  add(actor: Actor, body: NewOrganizationBody): Promise<OrganizationDetail> {
    return this.change(actor, (tx) =>
      once(tx, actor, async () => {
        const parent = await chosenOrganization(tx, body.parentId, 'parentId');
        const level = await levelUnder(tx, body.kind, parent, 'kind');
        mustBeWellFormed(body, body.kind);
        await mustBeFree(tx, { ...body, parentId: parent.id });
        const id = uuid();
        const { kind, name, shortName, nameEn, code, creditCode } = body;
        const area = level.area ? id : parent.areaId;
        await tx.run(
          `insert into organization (id, parent_id, area_id, path, kind, level, code, credit_code, name, name_en, short_name, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [id, parent.id, area, [...parent.path, id], kind, level.level, code || null, creditCode || null, name, nameEn || name, shortName || name, actor.now],
        );
        await this.tell(tx, actor, id, 'organization-added', { parent: parent.id, kind });
        return id;
      }),
    );
  }

  /** Changes names and codes; what is left out stays. @throws Problem `invalid`, `not-found`, `not-allowed` */
  alter(actor: Actor, id: string, changes: OrganizationChanges): Promise<OrganizationDetail> {
    return this.change(actor, async (tx) => {
      const organization = await administeredOrganization(tx, id);
      mustBeWellFormed(changes, organization.kind as OrganizationKind);
      await mustBeFree(tx, { ...changes, parentId: organization.parentId, except: id });
      const { name, shortName, nameEn, code, creditCode } = changes;
      await tx.run(
        `update organization set name = coalesce(nullif($2, ''), name), short_name = coalesce(nullif($3, ''), short_name), name_en = coalesce(nullif($4, ''), name_en),
           code = case when $5::text is null then code else nullif($5, '') end, credit_code = case when $6::text is null then credit_code else nullif($6, '') end where id = $1`,
        [id, name ?? null, shortName ?? null, nameEn ?? null, code ?? null, creditCode ?? null],
      );
      await this.tell(tx, actor, id, 'organization-changed', { fields: given(changes) });
      return id;
    });
  }

  /** Puts it, with all below, under another one. @throws Problem `invalid`, `not-found`, `not-allowed`, `not-yours-to-move` */
  move(actor: Actor, id: string, parentId: string): Promise<OrganizationDetail> {
    return this.change(actor, async (tx) => {
      const organization = await ownedFromAbove(tx, id);
      const parent = await chosenOrganization(tx, parentId, 'parentId');
      if (parent.path.includes(id)) throw invalidField('parentId', 'below', { zh: '不能移到自己的下级。', en: 'It cannot stand below itself.' });
      await levelUnder(tx, organization.kind as OrganizationKind, parent, 'parentId');
      await mustBeFree(tx, { name: organization.name, parentId, except: id }, 'parentId');
      await moveSubtree(tx, organization, parent);
      if (parent.areaId !== organization.areaId) await mustReachNoFarther(tx, id);
      await this.tell(tx, actor, id, 'organization-moved', { from: organization.parentId, to: parentId });
      return id;
    });
  }

  /** Puts it out of use: nobody may be in it, nothing below it, no task in its pools, and nothing that it has sent or keeps still to be settled. @throws Problem `still-in-use`, `not-found`, `not-allowed`, `not-yours-to-move` */
  deactivate(actor: Actor, id: string): Promise<OrganizationDetail> {
    return this.change(actor, async (tx) => {
      await ownedFromAbove(tx, id);
      const { organizations, people, roles, tasks, processes, clues } = await this.lists.detailOf(tx, actor, id);
      const left = { organizations, people, roles, tasks, processes, clues };
      if (Object.values(left).some((count) => count > 0)) throw new Problem('still-in-use', { more: left });
      if ((await tx.run('update organization set active = false where id = $1 and active', [id])) === 0) throw new Problem('wrong-state');
      await this.tell(tx, actor, id, 'organization-deactivated');
      return id;
    });
  }

  /** @throws Problem `wrong-state` where the one above it is out of use */
  reactivate(actor: Actor, id: string): Promise<OrganizationDetail> {
    return this.change(actor, async (tx) => {
      const organization = await ownedFromAbove(tx, id);
      await mustBeFree(tx, { name: organization.name, parentId: organization.parentId, except: id });
      const changed = await tx.run(
        'update organization o set active = true where id = $1 and not active and exists (select from organization p where p.id = o.parent_id and p.active)',
        [id],
      );
      if (changed === 0) throw new Problem('wrong-state');
      await this.tell(tx, actor, id, 'organization-reactivated');
      return id;
    });
  }

  private async change(actor: Actor, work: (tx: Transaction) => Promise<string>): Promise<OrganizationDetail> {
    const id = await this.database.as(actor, async (tx) => {
      await oneAfterTheOther(tx);
      return work(tx);
    });
    return this.lists.detail(actor, id);
  }

  private tell = (tx: Transaction, { now: at, person }: Actor, organization: string, action: string, detail: Record<string, unknown> = {}) =>
    tellOrganization(tx, { organization, at, person, action, detail });
}

/** The names of the fields that a change states. */
export const given = (changes: object): string[] => Object.entries(changes).filter(([, value]) => value !== undefined).map(([name]) => name).sort(); // oxfmt-ignore

/** An organisation whose place is the acting person's to decide: not the one in which their own role begins. */
async function ownedFromAbove(tx: Transaction, id: string): Promise<OrganizationState> {
  const organization = await administeredOrganization(tx, id);
  if (organization.top) throw new Problem('not-yours-to-move');
  return organization;
}

/** Roles in what has been moved to another area may reach all of it. @throws Problem `invalid` where the acting person does not administer that */
async function mustReachNoFarther(tx: Transaction, moved: string): Promise<void> {
  const beyond = await tx.one(
    'select 1 as one from role_assignment r join organization o on o.id = r.organization_id where $1 = any (o.path) and not administers(reach_of(r.role, o.id)) limit 1',
    [moved],
  );
  if (beyond)
    throw invalidField('parentId', 'beyond', {
      zh: '其中有人的角色涉及整个地区，须由管理新地区的系统管理员移动。',
      en: 'Somebody in it has a role that reaches the whole area: an administrator of the new area has to move it.',
    });
}

/** At which level one of this kind stands under `parent`. @throws Problem `invalid` where it may not stand there */
async function levelUnder(tx: Transaction, kind: OrganizationKind, parent: OrganizationState, field: string): Promise<{ level: Level; area: boolean }> {
  const area = await tx.one<{ level: Level }>('select level from organization where id = $1', [parent.areaId]);
  const level = levelOf(kind, area!.level);
  if (!level || !mayStandUnder(kind, parent.kind as OrganizationKind))
    throw invalidField(field, 'place', { zh: '这类单位不能设在所选单位之下。', en: 'This kind of organisation does not stand there.' });
  return { level, area: mayStandUnder(kind, undefined) };
}
