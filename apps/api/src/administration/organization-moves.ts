import type { Transaction } from '#database/database';
import { type Level, levelOf, type OrganizationKind } from '#domain/organizations';
import { invalidField } from '../http/validation.js';
import type { OrganizationState } from './administering.js';

interface Below {
  id: string;
  kind: OrganizationKind;
  /** Whether its area lies outside what moves: then it gets that of the new place. */
  outside: boolean;
}

/** Gives an organisation and all below it their new paths, areas and levels. @throws Problem `invalid` where one of them is not found at the level of the new place */
export async function moveSubtree(tx: Transaction, { id, path }: OrganizationState, parent: OrganizationState): Promise<void> {
  const area = await tx.one<{ level: Level }>('select level from organization where id = $1', [parent.areaId]);
  const below = await tx.query<Below>(
    'select o.id, o.kind, not ($1 = any (a.path)) as outside from organization o join organization a on a.id = o.area_id where $1 = any (o.path)',
    [id],
  );
  const changed = below.filter(({ outside }) => outside).map((one) => ({ id: one.id, level: levelOf(one.kind, area!.level) }));
  if (changed.some(({ level }) => !level))
    throw invalidField('parentId', 'place', { zh: '其下有单位不能设在所选的层级。', en: 'Something below it does not exist at that level.' });
  await tx.run('update organization set parent_id = $2 where id = $1', [id, parent.id]);
  await tx.run('update organization set path = $2::uuid[] || path[$3:] where $1 = any (path)', [id, parent.path, path.length]);
  await tx.run('update organization o set area_id = $1, level = c.level from unnest($2::uuid[], $3::text[]) c (id, level) where o.id = c.id', [
    parent.areaId,
    changed.map((one) => one.id),
    changed.map(({ level }) => level),
  ]);
}
