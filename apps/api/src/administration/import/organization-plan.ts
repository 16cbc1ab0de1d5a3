import { v7 as uuid } from 'uuid';
import type { Words } from '#domain/language';
import { levelOf, mayStandUnder, organizationKinds } from '#domain/organizations';
import { faultsOf } from '../organization-codes.js';
import { namedBy } from './import-columns.js';
import type { ImportRow } from './import-rows.js';
import type { KnownOrganization, OrganizationIndex, OrganizationTexts } from './organization-index.js';

const longest = { name: 100, shortName: 40, nameEn: 150, code: 6, creditCode: 18 } as const satisfies Record<keyof OrganizationTexts, number>;
const told = Object.keys(longest) as (keyof OrganizationTexts)[];

export interface OrganizationPlan {
  /** In an order in which each stands after what is above it. */
  added: KnownOrganization[];
  changed: { id: string; texts: OrganizationTexts }[];
}

/** What the rows on organisations come to. Each row learns its effect and what is wrong with it; what it adds or changes is in the index from then on. */
export function planOrganizations(rows: ImportRow[], index: OrganizationIndex): OrganizationPlan {
  const plan: OrganizationPlan = { added: [], changed: [] };
  // What stands above may come further down in the file: rows wait for it as long as others come through.
  let waiting = rows.filter((row) => mayBePlanned(row));
  const refused = rows.filter(({ effect }) => effect === 'refused');
  for (let before = -1; waiting.length > 0 && waiting.length !== before;) {
    before = waiting.length;
    waiting = waiting.filter((row) => !planOne(row, index, plan));
  }
  // All that is wrong with a row is told at once.
  for (const row of [...waiting, ...refused]) {
    const found = row.texts.above && index.find(row.texts.above);
    if (found && 'message' in found) row.refuse('above', found.code, found.message);
  }
  return plan;
}

const kindIn = ({ texts }: ImportRow): KnownOrganization['kind'] | undefined => namedBy(texts.kind ?? '', organizationKinds);

function mayBePlanned(row: ImportRow): boolean {
  for (const key of told)
    if ((row.texts[key]?.length ?? 0) > longest[key])
      row.refuse(key, 'maxLength', { zh: `最多 ${longest[key]} 个字符。`, en: `At most ${longest[key]} characters.` });
  const kind = kindIn(row);
  if (row.texts.kind && !kind) row.refuse('kind', 'isIn', { zh: '没有这个类型，请对照模板中的清单。', en: 'There is no such kind: compare with the list in the template.' });
  for (const { field, code, message } of faultsOf(row.texts, kind)) row.refuse(field, code, message);
  if (/^(?!\d{6}$).{1,6}$/u.test(row.texts.code ?? '')) row.refuse('code', 'matches', { zh: '应为六位数字。', en: 'It has six digits.' });
  return row.effect !== 'refused';
} // oxfmt-ignore

/** @returns whether the row came through: false where what stands above it is not known yet */
function planOne(row: ImportRow, index: OrganizationIndex, plan: OrganizationPlan): boolean {
  const above = index.find(row.texts.above!);
  if ('message' in above) return false;
  const parent = above.organization;
  const kind = kindIn(row)!;
  const { name, code, creditCode } = row.texts;

  const known =
    (creditCode && index.withCode('creditCode', creditCode)) || (code && index.withCode('code', code)) || index.under(parent.id, name!) || undefined;
  if (known?.row !== undefined) {
    row.refuse('name', 'twice', { zh: `与第 ${known.row} 行是同一个单位。`, en: `This is the same as row ${known.row}.` });
  } else if (known) {
    known.row = row.row;
    planChange(row, known, parent, kind, index, plan);
  } else planAddition(row, parent, kind, index, plan);
  return true;
}

function planChange(row: ImportRow, known: KnownOrganization, parent: KnownOrganization, kind: string, index: OrganizationIndex, plan: OrganizationPlan): void {
  if (!known.administered) return row.refuse('name', 'taken', { zh: '代码已被管理范围之外的单位使用。', en: 'Its code is that of an organisation that you do not administer.' });
  if (!known.active) return row.refuse('name', 'inactive', { zh: '这个单位已停用，请先恢复使用。', en: 'It is out of use: reactivate it first.' });
  if (known.parentId !== parent.id) row.refuse('above', 'elsewhere', { zh: '它现在不在这个上级之下。移动请在“单位”页上办理。', en: 'It stands elsewhere. Move it on the page Organisations.' });
  if (known.kind !== kind) row.refuse('kind', 'differs', { zh: '类型与已有的不同，类型不能修改。', en: 'It is of another kind, which cannot be changed.' });
  const texts: OrganizationTexts = {};
  for (const key of told) {
    const to = row.texts[key];
    const from = known[key];
    if (!to || to === from) continue;
    const owner = key === 'code' || key === 'creditCode' ? index.withCode(key, to) : key === 'name' ? index.under(parent.id, to) : undefined;
    if (owner && owner !== known) row.refuse(key, 'taken', takenBy(owner));
    texts[key] = to;
    row.changes.push({ column: key, from: from ?? undefined, to });
  }
  if (row.effect === 'refused' || row.changes.length === 0) return;
  row.effect = 'change';
  index.change(known, texts);
  plan.changed.push({ id: known.id, texts });
} // oxfmt-ignore

const takenBy = ({ row }: KnownOrganization): Words =>
  row === undefined
    ? { zh: '已被另一单位使用。', en: 'Another organisation has it.' }
    : { zh: `已被另一单位使用，见第 ${row} 行。`, en: `Another organisation has it: see row ${row}.` };

function planAddition(row: ImportRow, parent: KnownOrganization, kind: KnownOrganization['kind'], index: OrganizationIndex, plan: OrganizationPlan): void {
  const level = levelOf(kind, parent.areaLevel);
  if (!level || !mayStandUnder(kind, parent.kind)) return row.refuse('kind', 'place', { zh: '这类单位不能设在所写的上级之下。', en: 'This kind does not stand below the one above.' });
  const id = uuid();
  const isArea = mayStandUnder(kind, undefined);
  const { name, shortName, nameEn, code, creditCode } = row.texts;
  const added: KnownOrganization = {
    id,
    parentId: parent.id,
    areaId: isArea ? id : parent.areaId,
    areaLevel: isArea ? level : parent.areaLevel,
    path: [...parent.path, id],
    kind,
    level,
    name: name!,
    shortName: shortName || name!,
    nameEn: nameEn || name!,
    code: code || null,
    creditCode: creditCode || null,
    active: true,
    administered: true,
    row: row.row,
  };
  row.effect = 'add';
  index.add(added);
  plan.added.push(added);
} // oxfmt-ignore
